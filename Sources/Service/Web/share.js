// The link of what is on the page, to be given to others.

import { part } from "./parts.js";

const shownFor = 6000;
let timer = 0;

/** Says something in passing, to eyes and to screen readers. */
export function tell(text) {
  part("toast").textContent = text;
  document.body.classList.add("telling");
  clearTimeout(timer);
  timer = setTimeout(() => {
    document.body.classList.remove("telling");
    part("toast").textContent = "";
  }, shownFor);
}

/** Copies the link of the page; `hasPicture` says that what it shows was found with a picture. */
export async function copyLink(hasPicture) {
  try {
    await navigator.clipboard.writeText(location.href);
    tell(hasPicture ? "Link copied. Your picture is not part of it: whoever opens it adds one." : "Link copied.");
  } catch {
    tell("The browser did not allow copying. The address of this page is the link.");
  }
}
