// Chips for everything chosen: what answers are unlike, and what narrows them. A click takes a choice back.

import { countOf, picked, rangeText } from "./filters.js";
import { showThumb } from "./images.js";
import { amountText, button, element, fieldName, part } from "./parts.js";
import { currency } from "./fields.js";
import { isAsked, rangeOf, withoutFilters } from "./question.js";
import { product } from "./service.js";

/** Draws the chips of a question; `change` is called with the question that taking one away leads to. */
export function drawChips(question, change) {
  const made = isAsked(question)
    ? [...question.less.map((id) => unlike(id, question, change)), ...values(question, change), ...others(question, change)]
    : [];
  if (made.length > 1) {
    made.push(button("clear", "Clear all", () => change({ ...withoutFilters(question), less: [] })));
  }
  const hadFocus = part("chips").contains(document.activeElement);
  part("chips").replaceChildren(...made.map((chip) => element("li", {}, chip)));
  // The chip in hand is gone; the next one, or the results, are where the reader goes on.
  if (hadFocus) (part("chips").querySelector("button") ?? part("found")).focus({ preventScroll: true });
}

function chip(text, what, act) {
  const made = button("chip", "", act, `Remove ${what}`);
  made.append(element("span", { textContent: text }));
  return made;
}

function unlike(id, question, change) {
  const away = () => change({ ...question, less: question.less.filter((other) => other !== id) });
  const made = chip(`Less like ${id}`, `less like ${id}`, away);
  made.classList.add("unlike");
  // Its id stays where the product is gone.
  product(id).then((found) => {
    const image = element("img", { alt: "" });
    showThumb(image, found);
    made.prepend(image);
    made.querySelector("span").textContent = `Less like ${found.title}`;
    made.setAttribute("aria-label", `Remove less like ${found.title}`);
  }).catch(() => {});
  return made;
}

function values(question, change) {
  return Object.entries(question.facets).flatMap(([field, chosen]) =>
    chosen.map((value) => {
      const made = chip(value, `${fieldName(field)}: ${value}`, () => change(picked(question, field, value, false)));
      const count = countOf(field, value);
      if (count !== undefined) made.append(element("small", { textContent: count.toLocaleString() }));
      return made;
    }));
}

function others(question, change) {
  const made = [];
  const range = rangeOf(question.range);
  if (range) made.push(chip(rangeText(range), `price: ${rangeText(range)}`, () => change({ ...question, range: "" })));
  const [min, max] = [question.min, question.max].map((bound) => bound && amountText(Number(bound), currency(), true));
  if (min || max) {
    const text = min && max ? `${min} – ${max}` : min ? `From ${min}` : `Up to ${max}`;
    made.push(chip(text, `price: ${text}`, () => change({ ...question, min: "", max: "" })));
  }
  if (question.filter) {
    made.push(chip(question.filter, `filter: ${question.filter}`, () => change({ ...question, filter: "" })));
  }
  return made;
}
