// What a first visit may start from: words that this catalogue answers to.

import { element, part } from "./parts.js";
import { nothing } from "./question.js";

const most = 7;

/** Draws the commonest categories of products as words to search for. */
export function drawIdeas(products, change) {
  const counts = new Map();
  for (const { category } of products) {
    const leaf = category?.at(-1);
    if (leaf) counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
  }
  const commonest = [...counts].sort((a, b) => b[1] - a[1]).slice(0, most);
  part("ideas").replaceChildren(
    ...commonest.map(([word]) => {
      const button = element("button", { type: "button", className: "chip", textContent: word });
      button.addEventListener("click", () => change({ ...nothing, text: word }));
      return element("li", {}, button);
    }));
}
