// What is said in place of what was asked for.

import { button, element, part, sign } from "./parts.js";

/** Says something in place of all else; `kind` chooses its sign, `actions` are pairs of a label and what it does. */
export function showMessage(kind, title, detail, actions = []) {
  const buttons = actions.map(([label, act], index) => button(index ? "quiet" : "go", label, act));
  const ways = buttons.length ? element("div", { className: "ways" }, ...buttons) : null;
  part("message").replaceChildren(
    ...[sign(`s-${kind}`), element("h2", { textContent: title }), element("p", { textContent: detail }), ways].filter(Boolean));
  part("message").hidden = false;
}

/** Takes the message away. */
export function hideMessage() {
  part("message").hidden = true;
  part("message").replaceChildren();
}
