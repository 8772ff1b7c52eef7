// What belongs to a product: the same style, other sellers, what is similar, and the same listing again.

import { element, part, priceText } from "./parts.js";
import { showCards, showPlaceholders } from "./results.js";
import { ask, isStale, keep, productPath } from "./service.js";

const mostListed = 48;
const lists = [
  { list: "same-style", label: "Same style", none: "No other listing of this style was found.", lead: () => "The same style in other listings." },
  { list: "sellers", of: "same-style", among: atOthers, label: "Other sellers", none: "No other seller has this style.", lead: othersLead },
  { list: "similar", label: "Similar", none: "Nothing similar was found.", lead: () => "Not the same, but close in looks." },
  { list: "duplicates", label: "Duplicates", none: "No duplicate listing was found.", lead: () => "The same listing, put up again." },
];

let chosen = null;
const filled = new Map();

/** Draws the tabs of a panel that was drawn anew, and placeholders under the first. */
export function beginRelated() {
  chosen = null;
  filled.clear();
  part("panel").querySelector(".tabs").replaceChildren(...lists.map(tab));
  showPlaceholders(beginList(lists[0]), 6);
}

/** Asks for all lists of a product; throws only where the panel went on to another. */
export async function fillRelated(product, options, signal) {
  const answers = new Map();
  for (const { list } of lists.filter(({ of }) => !of)) {
    const answer = ask(`${productPath(product.id, list)}?limit=${mostListed}`, { signal });
    answers.set(list, answer.then((answer) => {
      keep(answer.results.map((result) => result.product));
      return answer;
    }));
  }
  await Promise.all(lists.map((kind) => fill(kind, answers.get(kind.of ?? kind.list), product, options)));
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

async function fill(kind, asked, product, options) {
  try {
    const answer = await asked;
    const results = (kind.among ?? ((all) => all))(answer.results, product);
    const more = !kind.among && answer.total > results.length ? "+" : "";
    part(`tab-${kind.list}`).append(element("small", { textContent: `${results.length}${more}` }));
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

/** Listings of other sellers, the cheapest first; those without a price behind. */
function atOthers(results, { seller: own }) {
  const others = results.filter(({ product: { seller } }) => seller && seller !== own);
  return others.sort((a, b) => (a.product.price ?? Infinity) - (b.product.price ?? Infinity));
}

function othersLead(results) {
  const sellers = new Set(results.map(({ product }) => product.seller)).size;
  const [{ product: cheapest }] = results;
  const from = cheapest.price === undefined ? "" : `, from ${priceText(cheapest)}`;
  return `The same style at ${sellers} other ${sellers === 1 ? "seller" : "sellers"}${from}.`;
}
