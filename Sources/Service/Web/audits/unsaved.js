// Says what has not arrived at the service, and what becomes of it.

import { button, countText, element, part } from "../parts.js";

/** Shows it as long as it is so; `askForKey` is called where the service asks for another key. */
export function showUnsaved(decisions, askForKey) {
  const { trouble, waiting } = decisions;
  const line = part("unsaved");
  if (!trouble?.error || !waiting) return line.replaceChildren();
  const { error, wait } = trouble;
  const needsKey = error.status === 401;
  const what = `${countText(waiting, "decision")} ${waiting === 1 ? "has" : "have"} not arrived.`;
  const next = needsKey ? "They are kept here until there is a key." : `They are kept here, and sent again every ${wait} s.`;
  const text = `${what} ${error.message} ${next}`;
  if (line.querySelector("p")?.textContent === text) return;
  const way = needsKey ? button("quiet", "Give the key", () => askForKey(error)) : button("quiet", "Send now", () => decisions.retry());
  line.replaceChildren(element("p", { textContent: text }), way);
}
