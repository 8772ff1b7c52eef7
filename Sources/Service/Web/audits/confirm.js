// Asks before something goes that can't be had back.

import { part } from "../parts.js";

/** Whether the reader says yes. */
export function confirm(title, detail, yes) {
  const dialog = part("asking");
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("p").textContent = detail;
  dialog.querySelector(".go").textContent = yes;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
}
