// The review page: keeps the place, the address and the history together, and shows what is there.

import { hearKeys } from "../keys.js";
import { closeMenusAway } from "../menus.js";
import { part } from "../parts.js";
import { keepSurroundings } from "../surroundings.js";
import { leaveOverview, openOverview } from "./overview.js";
import { fromAddress, nowhere, toAddress } from "./place.js";
import { leaveReview, openReview } from "./review.js";
import { reviewKeys, walk } from "./shortcuts.js";
import { hearZoom } from "./zoom.js";

let place = nowhere;

/** Goes to another place: as a step of the history, or in place of the one before, which is then already shown. */
function go(next, inPlace = false) {
  place = { ...nowhere, ...next };
  history[inPlace ? "replaceState" : "pushState"](null, "", toAddress(place));
  if (!inPlace) show();
}

function show() {
  const [to, text] = place.audit ? ["cluster-title", "Skip to the cluster"] : ["found", "Skip to the audits"];
  Object.assign(document.querySelector(".skip"), { href: `#${to}`, textContent: text });
  if (place.audit) {
    leaveOverview();
    openReview(place, go);
  } else {
    leaveReview();
    openOverview(go);
  }
}

function fromHistory() {
  place = fromAddress(location.search);
  show();
}

/** Links within the page lead on without loading it anew. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#states a, #up, .places [aria-current]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(fromAddress(new URL(link.href).search));
});

part("seek").addEventListener("submit", (event) => {
  event.preventDefault();
  go({ ...place, q: part("words").value.trim(), cluster: 0 });
});
// The cross in the field empties it.
part("words").addEventListener("search", () => part("words").value === "" && place.q && go({ ...place, q: "", cluster: 0 }));

keepSurroundings();
closeMenusAway();
hearZoom();
hearKeys(part("words"), reviewKeys, walk);
// The way past the head is no step of the history.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  (document.querySelector(event.target.hash) ?? part("found")).focus();
});
addEventListener("popstate", fromHistory);
fromHistory();
