// Draws products: cards and their placeholders.

import { showPicture } from "./images.js";
import { copy, element, priceText, showMatch } from "./parts.js";

// What is only similar is the rule and gets a quiet word beside its confidence instead.
const relationBadges = { duplicate: "Duplicate", "same-style": "Same style" };

/** A card. `address` gives the link that looks at a product; `act` is told of "look", "more" and "less". */
export function card({ product, confidence, relation, variants }, { address, act, canLess }) {
  const { content, find } = copy("card-template");
  find(".card").dataset.product = product.id;
  showPicture(find(".plate"), product);
  find(".title").textContent = product.title;
  find(".seller").textContent = product.seller ?? product.brand ?? "";
  find(".price").textContent = priceText(product);
  find(".badge").textContent = relationBadges[relation] ?? "";
  find(".badge").dataset.relation = relation ?? "";
  if (confidence === undefined) find(".match").remove();
  else showMatch(find(".match"), confidence);
  if (relation === "similar") find(".match")?.append(element("span", { className: "similar", textContent: "· similar" }));
  // Listings of its style that were folded into it.
  const folded = variants?.count ?? 0;
  if (folded) find(".variants").textContent = `+${folded} ${folded === 1 ? "variant" : "variants"}`;
  else find(".variants").remove();
  find(".variants")?.setAttribute("aria-label", `${folded} more of the style of ${product.title}`);
  find(".variants")?.addEventListener("click", () => act("look", product));

  const link = find(".look");
  link.href = address(product.id);
  link.addEventListener("click", (event) => {
    // A click that asks for a new tab or window is the browser's.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act("look", product);
  });
  const more = find(".more");
  more.setAttribute("aria-label", `More like ${product.title}`);
  more.title = "More like this";
  more.addEventListener("click", () => act("more", product));
  const less = find(".less");
  if (!canLess) less.remove();
  less.setAttribute("aria-label", `Less like ${product.title}`);
  less.title = "Less like this";
  less.addEventListener("click", () => act("less", product));
  return content;
}

/** Placeholders in the shape of cards. */
export function showPlaceholders(list, count) {
  list.setAttribute("aria-busy", "true");
  list.replaceChildren(
    ...Array.from({ length: count }, () => {
      const item = element("li", { className: "card waiting" }, element("span", { className: "plate" }), element("i"), element("i"));
      item.setAttribute("aria-hidden", "true");
      return item;
    }));
}

/** Puts cards in a list, after those that are there where `further`. */
export function showCards(list, answers, options, further = false) {
  list.removeAttribute("aria-busy");
  const cards = answers.map((answer) => card(answer, options));
  if (further) list.append(...cards);
  else list.replaceChildren(...cards);
}
