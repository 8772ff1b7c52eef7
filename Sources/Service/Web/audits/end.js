// What is said where no cluster is left in the list: all decided, or none there of what was asked for.

import { button, countText, element, sign } from "../parts.js";
import { nowhere } from "./place.js";

/** Says so in `seat`, once; `go` leads on. */
export function showEnd(seat, place, counts, go) {
  const { kind, title, detail, ways } = said(place, counts);
  const known = seat.querySelector(".finished h2");
  if (known?.textContent === title) return;
  const buttons = ways.map(([label, next], at) => button(at ? "quiet" : "go", label, () => go(next)));
  seat.replaceChildren(
    element("div", { className: "message finished" }, sign(`s-${kind}`),
      element("h2", { id: "cluster-title", tabIndex: -1, textContent: title }), element("p", { textContent: detail }),
      element("div", { className: "ways" }, ...buttons)));
  seat.querySelector("h2").focus({ preventScroll: true });
}

function said(place, { open, decided }) {
  const list = (fields) => ({ ...place, cluster: 0, ...fields });
  const all = ["All audits", nowhere];
  if (place.q) {
    const detail = `No ${place.state === "all" ? "" : `${place.state} `}cluster has a listing with “${place.q}”.`;
    const wider = place.state === "all" ? [] : [["Look among all", list({ state: "all" })]];
    return { kind: "empty", title: "Nothing found", detail, ways: [["Leave the words out", list({ q: "" })], ...wider] };
  }
  if (open) {
    return { kind: "empty", title: "Nothing is decided yet", detail: "What you decide is listed here, and can be changed.", ways: [["Go on reviewing", list({ state: "open" })], all] };
  }
  const detail = `${countText(decided, "cluster")} of this audit ${decided === 1 ? "is" : "are"} decided. What you decided holds for every audit after this one, and is what the next training can learn from.`;
  return { kind: "done", title: "All decided", detail, ways: [["Look through what was decided", list({ state: "decided" })], all] };
}
