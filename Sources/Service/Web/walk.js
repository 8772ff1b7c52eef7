// The keys of the search page: to the words, from product to product, and what is done with one.

import { part } from "./parts.js";

/** The links of cards in the same grid, and which is in hand. */
function cards(target) {
  const links = [...(target.closest(".grid")?.querySelectorAll(".look") ?? [])];
  return { links, at: links.indexOf(target) };
}

/** How many cards stand in a row. */
function columns(links) {
  const top = links[0].getBoundingClientRect().top;
  const next = links.findIndex((link) => link.getBoundingClientRect().top > top + 1);
  return next < 0 ? links.length : next;
}

/** Goes on from a card to where an arrow points; whether there was one. */
export function walk(event) {
  const { links, at } = cards(event.target);
  if (at < 0) return false;
  const row = columns(links);
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + row, ArrowUp: at - row, Home: 0, End: links.length - 1 };
  const next = links[steps[event.key]];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.closest(".card").scrollIntoView({ block: "nearest" });
  return true;
}

/** Presses a button of the card in hand. */
function press(target, name) {
  const button = target.closest?.(".card")?.querySelector(name);
  button?.click();
  return Boolean(button);
}

function search() {
  scrollTo(0, 0);
  part("words").focus();
  part("words").select();
  return true;
}

/** What keys do. */
export const searchKeys = {
  "/": search, "+": ({ target }) => press(target, ".more"), "-": ({ target }) => press(target, ".less"),
};
