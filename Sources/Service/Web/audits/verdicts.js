// The bar to decide with: three verdicts and the way back.

import { button, countText, element, part, sign } from "../parts.js";
import { verdictNames } from "./names.js";

const keys = { duplicate: "d", variants: "v", different: "x" };

/** Draws the bar; `decide` takes a verdict. */
export function drawVerdicts(decide, undo) {
  const verdicts = Object.entries(verdictNames).map(([verdict, name]) => {
    const made = button(verdict === "duplicate" ? "go" : "quiet", name, () => decide(verdict));
    made.dataset.verdict = verdict;
    made.setAttribute("aria-keyshortcuts", keys[verdict]);
    made.append(key(keys[verdict]));
    return made;
  });
  const back = button("text undo", "", undo);
  back.append(sign("i-undo"), element("span", { textContent: "Undo" }), key("u"));
  back.setAttribute("aria-keyshortcuts", "u");
  part("decide").replaceChildren(element("p", { className: "told" }), ...verdicts, back);
}

function key(name) {
  const made = element("kbd", { textContent: name });
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** Shows what the bar would decide of: the selected ones, or the cluster in hand with what is chosen in it. */
export function markVerdicts({ cluster, draft, selected, canUndo }) {
  const bar = part("decide");
  bar.hidden = !cluster && !selected && !canUndo;
  bar.classList.toggle("many", selected > 0);
  bar.querySelector(".undo").disabled = !canUndo;
  bar.querySelector(".told").textContent = selected ? `${countText(selected, "cluster")} selected` : told(cluster, draft);
  for (const made of bar.querySelectorAll("[data-verdict]")) {
    made.hidden = !cluster && !selected;
    made.setAttribute("aria-pressed", !selected && cluster?.ruling.decision === made.dataset.verdict);
  }
}

function told(cluster, draft) {
  if (!cluster) return "";
  const rest = cluster.members.length - draft.out.size - 1;
  const kept = cluster.members.findIndex(({ id }) => id === draft.keep) + 1;
  const out = draft.out.size ? ` ${countText(draft.out.size, "listing")} taken out.` : "";
  return `A duplicate keeps ${kept}, and ${rest === 1 ? "the other goes" : `${rest.toLocaleString()} others go`}.${out}`;
}
