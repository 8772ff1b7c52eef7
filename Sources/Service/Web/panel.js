// The look-on panel: one product large, and what belongs to it.

import { copy, element, fieldName, part, priceText, showMatch, showPicture } from "./parts.js";
import { showCards, showPlaceholders } from "./results.js";
import { ask, isStale, keep, product as productOf, productPath, seen } from "./service.js";

const lists = [
  { list: "same-style", label: "Same style", none: "No other listing of this style was found.", lead: sameStyleLead },
  { list: "similar", label: "Similar", none: "Nothing similar was found.", lead: () => "Not the same, but close in looks." },
  { list: "duplicates", label: "Duplicates", none: "No duplicate listing was found.", lead: () => "The same listing, put up again." },
];

const mostListed = 24;
const panel = part("panel");
let asking = new AbortController();
let chosen = null;

/** Opens the panel on a product, or shows another in it; `options` are those of cards, `canReturn` shows the way back. */
export async function openPanel(id, options, match, canReturn) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  chosen = null;
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  if (!seen(id)) panel.replaceChildren(element("p", { id: "panel-title", className: "message", textContent: "Loading…" }));
  try {
    const found = await productOf(id, signal);
    if (signal.aborted) return;
    draw(found, options, match, canReturn);
    await Promise.all(lists.map((kind) => fill(kind, found, options, signal)));
  } catch (error) {
    if (!isStale(error)) drawProblem(error);
  }
}

/** Closes the panel, where it is open. */
export function closePanel() {
  asking.abort();
  if (panel.open) panel.close();
}

/** Calls `left` whenever the panel was closed, however that came about. */
export function whenPanelCloses(left) {
  panel.addEventListener("close", left);
  // The panel covers itself with its content; a click on it alone is one on the backdrop.
  panel.addEventListener("click", (event) => event.target === panel && panel.close());
}

function draw(product, { act, canLess }, match, canReturn) {
  const { content, find } = copy("panel-template");
  find(".close").addEventListener("click", () => panel.close());
  find(".back").hidden = !canReturn;
  find(".back").addEventListener("click", () => history.back());
  showPicture(find(".plate"), product);
  find("img")?.setAttribute("alt", `Picture of ${product.title}`);
  find(".path").textContent = (product.category ?? []).join(" › ");
  find("h2").textContent = product.title;
  find(".price").textContent = priceText(product);
  find(".seller").textContent = product.seller ? `at ${product.seller}` : "";
  if (match !== undefined) showMatch(find(".match"), match);
  find(".match").hidden = match === undefined;
  find(".description").textContent = product.description ?? "";
  const facts = { Brand: product.brand, ...product.attributes, Number: product.id };
  for (const [name, value] of Object.entries(facts)) {
    if (value) find("dl").append(element("div", {}, element("dt", { textContent: fieldName(name) }), element("dd", { textContent: value })));
  }
  find(".more").addEventListener("click", () => act("more", product));
  find(".less").hidden = !canLess;
  find(".less").addEventListener("click", () => act("less", product));
  find(".refine").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = event.target.querySelector("input").value.trim();
    if (words) act("refine", product, words);
  });
  find(".tabs").append(...lists.map(tab));
  panel.replaceChildren(content);
  showPlaceholders(beginList(lists[0]), 6);
  part("panel-title").focus({ preventScroll: true });
}

function tab(kind, index) {
  const made = element("button", { type: "button", id: `tab-${kind.list}`, textContent: kind.label });
  made.setAttribute("role", "tab");
  made.setAttribute("aria-controls", "related");
  made.addEventListener("click", () => choose(kind));
  made.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = lists[(index + step + lists.length) % lists.length];
    choose(next);
    part(`tab-${next.list}`).focus();
  });
  return made;
}

/** Marks a tab as the one shown and gives an empty list under it. */
function beginList(kind) {
  for (const { list } of lists) {
    const on = list === kind.list;
    part(`tab-${list}`).setAttribute("aria-selected", on);
    part(`tab-${list}`).tabIndex = on ? 0 : -1;
  }
  part("related").setAttribute("aria-labelledby", `tab-${kind.list}`);
  const list = element("ul", { className: "grid small" });
  part("related").replaceChildren(list);
  return list;
}

const filled = new Map();

async function fill(kind, product, options, signal) {
  filled.delete(kind.list);
  try {
    const { results, total } = await ask(`${productPath(product.id, kind.list)}?limit=${mostListed}`, { signal });
    keep(results.map((answer) => answer.product));
    part(`tab-${kind.list}`).append(element("small", { textContent: total > results.length ? `${results.length}+` : results.length }));
    filled.set(kind.list, { results, product, options });
  } catch (error) {
    if (isStale(error)) throw error;
    filled.set(kind.list, { problem: error.message });
  }
  // The first list that has something is shown, unless the reader chose one meanwhile.
  if (chosen === kind) return choose(kind);
  const first = lists.find(({ list }) => !filled.has(list) || filled.get(list).results?.length);
  if (!chosen && (!first || filled.has(first.list))) show(first ?? lists[0]);
}

function choose(kind) {
  chosen = kind;
  show(kind);
}

function show(kind) {
  const list = beginList(kind);
  const content = filled.get(kind.list);
  if (!content) return showPlaceholders(list, 6);
  const { results = [], problem, product, options } = content;
  if (results.length) showCards(list, results, options);
  const text = problem ?? (results.length ? kind.lead(results, product) : kind.none);
  list.before(element("p", { className: "lead", textContent: text }));
}

function sameStyleLead(results, product) {
  const others = results.map((answer) => answer.product).filter(({ seller }) => seller && seller !== product.seller);
  const sellers = new Set(others.map(({ seller }) => seller)).size;
  if (!sellers) return "The same style in other listings.";
  const priced = others.filter(({ price, currency }) => price !== undefined && currency === others[0].currency);
  const cheapest = priced.toSorted((a, b) => a.price - b.price)[0];
  return `At ${sellers} other ${sellers === 1 ? "seller" : "sellers"}${cheapest ? `, from ${priceText(cheapest)}` : ""}.`;
}

function drawProblem(error) {
  const close = element("button", { type: "button", className: "go", textContent: "Close" });
  close.addEventListener("click", () => panel.close());
  panel.replaceChildren(
    element("div", { className: "message" },
      element("h2", { id: "panel-title", textContent: "This product can't be shown" }),
      element("p", { textContent: error.message }), close));
}
