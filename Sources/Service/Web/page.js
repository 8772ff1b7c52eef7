// The search page: keeps the question, the address and the history together, and draws what follows from them.

import { drawBar } from "./bar.js";
import { drawChips } from "./chips.js";
import { drawFilters } from "./filters.js";
import { hearKeys } from "./keys.js";
import { closeMenu, closeMenusAway } from "./menus.js";
import { closePanel, openPanel, whenPanelCloses } from "./panel.js";
import { part } from "./parts.js";
import { pictureNumbered, takePictures } from "./picture.js";
import { fromAddress, isAsked, key, mostLess, nothing, toAddress, withoutFilters } from "./question.js";
import { matchOf, run } from "./search.js";
import { copyLink } from "./share.js";
import { drawStage } from "./stage.js";
import { keepSurroundings } from "./surroundings.js";
import { tell } from "./toast.js";
import { searchKeys, walk } from "./walk.js";

let question = null;
/** How many products were looked at in a row; closing the panel takes that many steps back. */
let depth = 0;

/** Goes on to another question, as a step of the history. */
function go(next) {
  const wanted = next && isAsked(next) ? next : { ...nothing, text: next?.text ?? "", look: next?.look ?? "" };
  depth = wanted.look ? depth + 1 : 0;
  history.pushState({ picture: wanted.picture?.number, box: wanted.box, depth }, "", toAddress(wanted));
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

/** What narrows a question leaves the reader where they are; anything else begins at the top. */
const isNarrowed = (before) => before && key(withoutFilters(before)) === key(withoutFilters(question));

function search(before) {
  const asked = question;
  if (!isNarrowed(before)) scrollTo(0, 0);
  drawStage(question, go);
  drawChoices();
  run(question, { options: cards(), change: go, learnt: () => question === asked && drawChoices() });
}

function drawChoices() {
  drawFilters(question, go);
  drawChips(question, go);
  part("fold").checked = question.fold === "styles";
}

/** What a card needs to know of the page. */
function cards() {
  return { address: (id) => toAddress({ ...question, look: id }), act, canLess: isAsked(question) };
}

function act(what, product, words = question.text) {
  if (what === "look") return go({ ...question, look: product.id });
  if (what === "less") less(product.id);
  else go({ ...question, product: product.id, text: words, picture: null, box: null, less: question.less.filter((id) => id !== product.id), look: "" });
  // The card or button in hand is gone.
  part("found").focus({ preventScroll: true });
}

function less(id) {
  if (question.less.length >= mostLess) return tell(`Answers can be unlike ${mostLess} products at most. Remove one first.`);
  // A product that answers shall be both like and unlike says nothing.
  const product = question.product === id ? "" : question.product;
  go({ ...question, product, look: "", less: [...question.less.filter((other) => other !== id), id] });
}

function note(text) {
  part("note").textContent = text;
}

function fromHistory() {
  const { picture: number, box = null, depth: steps = 0 } = history.state ?? {};
  depth = steps;
  const picture = pictureNumbered(number) ?? null;
  const given = fromAddress(location.search);
  show({ ...given, picture, box: picture && box });
  if (given.had && !picture) note("This search was made with a picture, which is not part of its link. Add a picture to search with it.");
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
  go({ ...withoutFilters(question), picture, box: null, text: part("words").value.trim(), product: "", less: [], look: "" });
}, note);
part("fold").addEventListener("change", ({ target }) => go({ ...question, fold: target.checked ? "styles" : "" }));
part("share").addEventListener("click", () => copyLink(Boolean(question.picture)));
keepSurroundings();
closeMenusAway();
hearKeys(part("words"), searchKeys, walk);
addEventListener("popstate", fromHistory);
fromHistory();
