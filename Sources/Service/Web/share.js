// The link of what is on the page, to be given to others.

import { tell } from "./toast.js";

/** Copies the link of the page; `hasPicture` says that what it shows was found with a picture. */
export async function copyLink(hasPicture) {
  try {
    await navigator.clipboard.writeText(location.href);
    tell(hasPicture ? "Link copied. Your picture is not part of it: whoever opens it adds one." : "Link copied.");
  } catch {
    tell("The browser did not allow copying. The address of this page is the link.");
  }
}
