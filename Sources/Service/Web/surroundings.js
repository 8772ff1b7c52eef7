// What every page has around its content: the line for no network, and the way to forget the key.

import { setKey } from "./key.js";
import { part } from "./parts.js";

/** Keeps them true as long as the page is there. */
export function keepSurroundings() {
  const tell = () => document.body.classList.toggle("offline", !navigator.onLine);
  for (const kind of ["online", "offline"]) addEventListener(kind, tell);
  tell();
  part("forget").addEventListener("click", () => {
    setKey("");
    location.reload();
  });
}
