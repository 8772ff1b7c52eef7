// What a first visit may start from: kinds of products that this catalogue has most of.

import { button, element, part } from "./parts.js";
import { nothing } from "./question.js";
import { ask } from "./service.js";

const most = 8;

/** Draws the commonest categories with how many products they have; `products` tell which are the last of a path. */
export async function drawIdeas(products, change, signal) {
  const leaves = new Set(products.map(({ category }) => category?.at(-1)));
  const { facets } = await ask("/v1/facets?fields=category", { signal }).catch(() => ({ facets: {} }));
  if (signal.aborted) return;
  const ideas = (facets.category ?? []).filter(({ value }) => leaves.has(value)).slice(0, most);
  part("ideas").replaceChildren(
    ...ideas.map(({ value, count }) => {
      const idea = button("chip", value, () => change({ ...nothing, text: value, facets: { category: [value] } }));
      idea.append(element("small", { textContent: count.toLocaleString() }));
      return element("li", {}, idea);
    }));
}
