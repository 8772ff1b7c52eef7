// The filters: menus built from the fields of what was found, and a chip for each choice.

import { copy, element, fieldName, part } from "./parts.js";
import { isAsked, isFiltered, withoutFilters } from "./question.js";

const mostValues = 40;
const mostAttributes = 3;
const views = { "": "Best fit", i: "Picture", t: "Words", m: "Picture and words" };

// Values and how many products had them, by field, and the prices seen; of one search, whatever narrows it.
let counts = new Map();
let prices = [];
let learned = new Set();

/** Learns the fields of products. A new search forgets those of the one before. */
export function learn(products, fresh) {
  if (fresh) [counts, prices, learned] = [new Map(), [], new Set()];
  for (const product of products) {
    if (learned.has(product.id)) continue;
    learned.add(product.id);
    for (const [field, values] of Object.entries(fieldsOf(product))) {
      if (!counts.has(field)) counts.set(field, new Map());
      const seen = counts.get(field);
      for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
    }
    if (product.price !== undefined) prices.push(product.price);
  }
}

function fieldsOf(product) {
  const fields = { category: product.category ?? [] };
  if (product.seller) fields.seller = [product.seller];
  for (const [name, value] of Object.entries(product.attributes ?? {})) {
    // A filter's field is one word.
    if (/^[\p{L}\p{N}._-]+$/u.test(name) && String(value).length < 40) fields[`attribute.${name}`] = [String(value)];
  }
  return fields;
}

/** Draws the menus and chips of a question; `change` is called with the question a choice leads to. */
export function drawFilters(question, change) {
  const holder = part("filters");
  // Drawing anew must not close the menu in hand nor lose the place in it.
  const open = holder.querySelector("details[open]")?.dataset.field;
  const focus = holder.contains(document.activeElement) ? document.activeElement.id : "";
  holder.replaceChildren();
  if (!isAsked(question)) return;
  for (const field of fieldsShown(question)) holder.append(valueMenu(field, question, change));
  if (prices.length || question.min || question.max) holder.append(priceMenu(question, change));
  holder.append(viewMenu(question, change), ...chips(question, change));
  if (isFiltered(question)) {
    holder.append(button("clear", "Clear all", "", () => change(withoutFilters(question))));
  }
  const reopened = [...holder.querySelectorAll("details")].find((menu) => menu.dataset.field === open);
  if (reopened) reopened.open = true;
  if (focus) document.getElementById(focus)?.focus();
}

function fieldsShown(question) {
  const chosen = Object.keys(question.facets);
  const telling = [...counts].filter(([field, seen]) => commonest(seen).length > 1 && !chosen.includes(field)).map(([field]) => field);
  const all = [...chosen, ...telling];
  const attributes = all.filter((field) => field.startsWith("attribute.")).sort();
  return [...["category", "seller", "brand"].filter((field) => all.includes(field)), ...attributes.slice(0, mostAttributes)];
}

function menu(field, label, count) {
  const { content, find } = copy("menu-template");
  const details = find("details");
  details.dataset.field = field;
  details.classList.toggle("chosen", count > 0);
  find("summary").id = `menu-${field}`;
  find(".label").textContent = count ? `${label} · ${count}` : label;
  find(".sheet").setAttribute("aria-label", label);
  details.addEventListener("toggle", () => {
    if (details.open) for (const other of part("filters").querySelectorAll("details[open]")) if (other !== details) other.open = false;
  });
  return { content, sheet: find(".sheet") };
}

function valueMenu(field, question, change) {
  const chosen = question.facets[field] ?? [];
  const { content, sheet } = menu(field, fieldName(field), chosen.length);
  const seen = counts.get(field) ?? new Map();
  const values = [...new Set([...chosen, ...commonest(seen)])].slice(0, mostValues);
  for (const value of values) {
    const box = element("input", { type: "checkbox", checked: chosen.includes(value), id: `pick-${field}-${value}` });
    box.addEventListener("change", () => change(picked(question, field, value, box.checked)));
    sheet.append(element("label", {}, box, element("span", { textContent: value })));
  }
  return content;
}

/** Values from the commonest on, without those that every product has. */
const commonest = (seen) =>
  [...seen].filter(([, count]) => count < learned.size).sort((a, b) => b[1] - a[1]).map(([value]) => value);

function picked(question, field, value, on) {
  const values = (question.facets[field] ?? []).filter((other) => other !== value);
  const facets = { ...question.facets, [field]: on ? [...values, value] : values };
  if (!facets[field].length) delete facets[field];
  return { ...question, facets };
}

function priceMenu(question, change) {
  const { content, sheet } = menu("price", "Price", question.min || question.max ? 1 : 0);
  const bounds = [["min", "From", Math.floor(Math.min(...prices))], ["max", "To", Math.ceil(Math.max(...prices))]];
  for (const [bound, label, seen] of bounds) {
    const box = element("input", {
      type: "number", min: 0, step: "any", inputMode: "decimal", value: question[bound], id: `price-${bound}`,
      placeholder: Number.isFinite(seen) ? seen : "",
    });
    // Leaving the box changes it before the next one has the focus; drawing anew waits for that.
    box.addEventListener("change", () => box.validity.valid && setTimeout(() => change({ ...question, [bound]: box.value })));
    sheet.append(element("label", { className: "bound" }, element("span", { textContent: label }), box));
  }
  return content;
}

function viewMenu(question, change) {
  const { content, sheet } = menu("view", question.view ? `By ${views[question.view].toLowerCase()}` : "Compare by", 0);
  for (const [view, label] of Object.entries(views)) {
    const box = element("input", { type: "radio", name: "view", checked: question.view === view, id: `view-${view}` });
    box.addEventListener("change", () => change({ ...question, view }));
    sheet.append(element("label", {}, box, element("span", { textContent: label })));
  }
  return content;
}

function chips(question, change) {
  const made = Object.entries(question.facets).flatMap(([field, values]) =>
    values.map((value) => button("chip", value, `Remove ${fieldName(field)}: ${value}`, () => change(picked(question, field, value, false)))));
  if (question.min || question.max) {
    const range = question.min && question.max ? `${question.min} – ${question.max}`
      : question.min ? `from ${question.min}` : `up to ${question.max}`;
    made.push(button("chip", range, `Remove price: ${range}`, () => change({ ...question, min: "", max: "" })));
  }
  if (question.filter) {
    made.push(button("chip", question.filter, `Remove filter: ${question.filter}`, () => change({ ...question, filter: "" })));
  }
  return made;
}

function button(className, text, label, act) {
  const made = element("button", { type: "button", className, textContent: text });
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** Closes the menu in hand. */
export function closeMenu() {
  for (const menu of part("filters").querySelectorAll("details[open]")) menu.open = false;
}

/** Menus close on Escape and on a click elsewhere. */
export function closeMenusAway() {
  const open = () => part("filters").querySelector("details[open]");
  document.addEventListener("click", (event) => {
    if (open() && event.target.isConnected && !open().contains(event.target)) closeMenu();
  });
  part("filters").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open()) return;
    open().querySelector("summary").focus();
    closeMenu();
  });
}
