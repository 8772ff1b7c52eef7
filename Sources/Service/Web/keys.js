// The keyboard: ways through a page that need no pointer, and the help that lists them.

import { part } from "./parts.js";

const isWriting = (target) => target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");

function help() {
  part("keys").showModal();
  return true;
}

/**
 * Hears the keys of a page: `keys` maps each to what it does, which gives whether that was anything. All others go to
 * `otherwise`; Escape leads out of the field `words`.
 */
export function hearKeys(words, keys, otherwise = () => false) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === words) return void part("found").focus({ preventScroll: true });
    if (isWriting(event.target)) return;
    // A sheet over the page has keys of its own, but for its cards.
    const act = document.querySelector("dialog[open]") ? undefined : { "?": help, ...keys }[event.key];
    if (act ? act(event) : otherwise(event)) event.preventDefault();
  });
  for (const open of document.querySelectorAll(".show-keys")) open.addEventListener("click", help);
  part("keys").addEventListener("click", ({ target }) => target === part("keys") && part("keys").close());
}
