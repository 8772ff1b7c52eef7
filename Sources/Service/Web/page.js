// The search page: keeps the question, the address and the history together, and draws what follows from them.

import { drawBar } from "./bar.js";
import { closeMenu, closeMenusAway, drawFilters } from "./filters.js";
import { closePanel, openPanel, whenPanelCloses } from "./panel.js";
import { part } from "./parts.js";
import { pictureNumbered, takePictures } from "./picture.js";
import { fromAddress, isAsked, key, nothing, toAddress, withoutFilters } from "./question.js";
import { matchOf, run } from "./search.js";

let question = null;
/** How many products were looked at in a row; closing the panel takes that many steps back. */
let depth = 0;

/** Goes on to another question, as a step of the history. */
function go(next) {
  const wanted = next && isAsked(next) ? next : { ...nothing, text: next?.text ?? "", look: next?.look ?? "" };
  depth = wanted.look ? depth + 1 : 0;
  history.pushState({ picture: wanted.picture?.number, depth }, "", toAddress(wanted));
  show(wanted);
}

function show(next) {
  const before = question;
  question = next;
  note(question.text && !isAsked(question) ? "A minus only leaves words out. Add what to look for, as in “dress -red”." : "");
  document.title = [question.text, "SameStyle"].filter(Boolean).join(" · ");
  drawBar(question, go);
  if (!before || key(before) !== key(question)) search(before);
  if (!question.look) closePanel();
  else if (before?.look !== question.look) openPanel(question.look, cards(), matchOf(question.look), depth > 1);
}

function search(before) {
  const fresh = !before || key(withoutFilters(before)) !== key(withoutFilters(question));
  const asked = question;
  if (fresh) scrollTo(0, 0);
  drawFilters(question, go);
  run(question, { options: cards(), change: go, fresh, learnt: () => question === asked && drawFilters(question, go) });
}

/** What a card needs to know of the page. */
function cards() {
  return { address: (id) => toAddress({ ...question, look: id }), act, canLess: isAsked(question) };
}

function act(what, product, words = "") {
  const base = withoutFilters({ ...question, look: "" });
  if (what === "look") return go({ ...question, look: product.id });
  if (what === "less") go({ ...question, look: "", less: product.id });
  else go({ ...base, product: product.id, text: words, picture: null, less: "" });
  // The card or button in hand is gone.
  part("found").focus({ preventScroll: true });
}

function note(text) {
  part("note").textContent = text;
}

function fromHistory() {
  const number = history.state?.picture;
  depth = history.state?.depth ?? 0;
  show({ ...fromAddress(location.search), picture: pictureNumbered(number) ?? null });
  if (number && !question.picture) note("Your picture was not kept when the page was loaded anew. Drop it again to search with it.");
}

part("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = part("words").value.trim();
  if (matchMedia("(pointer: coarse)").matches) part("words").blur();
  if (text !== question.text) go({ ...question, text, look: "" });
  else if (!isAsked(question)) part("words").focus();
});

document.querySelector(".brand").addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(null);
  part("words").value = "";
  part("words").focus();
});

whenPanelCloses(() => {
  if (!question.look) return;
  if (depth) history.go(-depth);
  else go({ ...question, look: "" });
});

// A new picture takes the place of the picture or product before it; words stay and refine it.
takePictures((picture) => {
  closeMenu();
  go({ ...withoutFilters(question), picture, text: part("words").value.trim(), product: "", less: "", look: "" });
}, note);
closeMenusAway();
addEventListener("popstate", fromHistory);
fromHistory();
