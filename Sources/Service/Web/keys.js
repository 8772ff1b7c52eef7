// The keyboard: ways through a page that need no pointer, and the help that lists them.

import { part } from "./parts.js";

const isWriting = (target) => target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");

// A reader who speaks to the machine may press keys without meaning to: those of one character can be switched off.
const place = "samestyle-letters";
let lettersAct = true;
// Where the browser keeps nothing, the choice lasts as long as the page.
try { lettersAct = localStorage.getItem(place) !== "off"; } catch { /* as above */ }

function switchLetters({ target }) {
  lettersAct = target.checked;
  try {
    if (lettersAct) localStorage.removeItem(place);
    else localStorage.setItem(place, "off");
  } catch { /* as above */ }
}

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
    const isSilent = document.querySelector("dialog[open]") || (event.key.length === 1 && event.key !== " " && !lettersAct);
    const act = isSilent ? undefined : { "?": help, ...keys }[event.key];
    if (act ? act(event) : otherwise(event)) event.preventDefault();
  });
  for (const open of document.querySelectorAll(".show-keys")) open.addEventListener("click", help);
  part("letters").checked = lettersAct;
  part("letters").addEventListener("change", switchLetters);
  part("keys").addEventListener("click", ({ target }) => target === part("keys") && part("keys").close());
}
