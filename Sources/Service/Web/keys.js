// The keyboard: ways through the page that need no pointer, and the help that lists them.

import { part } from "./parts.js";

const isWriting = (target) => target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");

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

function walk(event) {
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

function help() {
  part("keys").showModal();
  return true;
}

const keys = {
  "/": search, "?": help, "+": ({ target }) => press(target, ".more"), "-": ({ target }) => press(target, ".less"),
};

/** Hears the keys of the page. */
export function hearKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === part("words")) return void part("found").focus({ preventScroll: true });
    if (isWriting(event.target)) return;
    // A sheet over the page has keys of its own, but for its cards.
    const act = document.querySelector("dialog[open]") ? undefined : keys[event.key];
    if (act ? act(event) : walk(event)) event.preventDefault();
  });
  for (const open of document.querySelectorAll(".show-keys")) open.addEventListener("click", help);
  part("keys").addEventListener("click", ({ target }) => target === part("keys") && part("keys").close());
}
