// The filters: a menu for each field that tells products apart, with how many have each of its values.

import { currency } from "./fields.js";
import { menu, redraw } from "./menus.js";
import { amountText, element, fieldName, part } from "./parts.js";
import { isAsked, rangeOf } from "./question.js";

const views = { "": "Best fit", i: "Picture", t: "Words", m: "Picture and words" };

// As the last answer counted them; nothing before the first. They stay until the next has come, so that nothing jumps.
let counted = null;
const placeholders = 5;

/** Takes what an answer counted: values and how many products have them, by field. */
export const setCounts = (facets = {}) => (counted = facets);

/** How many products have a value, where that was counted. */
export const countOf = (field, value) => counted?.[field]?.find((known) => same(known.value, value))?.count;

// As a filter compares them.
const same = (a, b) => a.toLowerCase() === b.toLowerCase();

/** Draws the menus of a question; `change` is called with the question a choice leads to. */
export function drawFilters(question, change) {
  part("filters").hidden = !isAsked(question);
  redraw((holder) => {
    holder.replaceChildren();
    if (!isAsked(question)) return;
    if (!counted) {
      const pills = Array.from({ length: placeholders }, () => element("span", { className: "pill" }));
      return holder.append(...pills);
    }
    for (const field of fieldsShown(question)) {
      holder.append(field === "price" ? priceMenu(question, change) : valueMenu(field, question, change));
    }
    holder.append(viewMenu(question, change));
  });
}

function fieldsShown(question) {
  const isPriced = question.range || question.min || question.max;
  const chosen = [...Object.keys(question.facets), ...(isPriced ? ["price"] : [])];
  const telling = Object.keys(counted).filter((field) => counted[field].length > 1 || field === "price" && counted[field].length);
  const order = (field) => ["brand", "seller", "price", "category"].indexOf(field);
  return [...new Set([...chosen, ...telling])].sort((a, b) => order(b) - order(a) || (a < b ? -1 : 1));
}

/** A line of a menu: something to tick, its text, and how many products it leads to. */
function line(box, text, count) {
  const number = count === undefined ? null : element("small", { textContent: count.toLocaleString() });
  return element("label", {}, box, element("span", { textContent: text }), number);
}

function valueMenu(field, question, change) {
  const chosen = question.facets[field] ?? [];
  const { content, sheet } = menu(field, fieldName(field), chosen.length);
  const known = counted[field] ?? [];
  const missing = chosen.filter((value) => !known.some((other) => same(other.value, value)));
  for (const { value, count } of [...missing.map((value) => ({ value })), ...known]) {
    const on = chosen.some((other) => same(other, value));
    const box = element("input", { type: "checkbox", checked: on, id: `pick-${field}-${value}` });
    box.addEventListener("change", () => change(picked(question, field, value, box.checked)));
    sheet.append(line(box, value, count));
  }
  return content;
}

/** The question with a value of a field chosen or not. */
export function picked(question, field, value, on) {
  const values = (question.facets[field] ?? []).filter((other) => !same(other, value));
  const facets = { ...question.facets, [field]: on ? [...values, value] : values };
  if (!facets[field].length) delete facets[field];
  return { ...question, facets };
}

/** A range of prices in words. */
export const rangeText = ({ from, to }) => `${amountText(from, currency(), true)} – ${amountText(to, currency(), true)}`;

function priceMenu(question, change) {
  const { content, sheet } = menu("price", "Price", question.range || question.min || question.max ? 1 : 0);
  const ranges = (counted.price ?? []).map(({ value, count, from, to }) => ({ value, count, from, to }));
  const own = rangeOf(question.range);
  if (own && !ranges.some(({ value }) => value === question.range)) ranges.unshift({ value: question.range, ...own });
  const any = { value: "", count: undefined };
  for (const range of [any, ...ranges]) {
    const isChosen = question.range === range.value && Boolean(range.value || !(question.min || question.max));
    const box = element("input", { type: "radio", name: "range", checked: isChosen, id: `range-${range.value}` });
    box.addEventListener("change", () => change({ ...question, range: range.value, min: "", max: "" }));
    sheet.append(line(box, range.value ? rangeText(range) : "Any price", range.count));
  }
  const bounds = [["min", "From"], ["max", "To"]].map(([bound, label]) => {
    const box = element("input", { type: "number", min: 0, step: "any", inputMode: "decimal", value: question[bound], id: `price-${bound}` });
    // Leaving the box changes it before the next one has the focus; drawing anew waits for that.
    box.addEventListener("change", () => box.validity.valid && setTimeout(() => change({ ...question, range: "", [bound]: box.value })));
    return element("label", {}, element("span", { textContent: label }), box);
  });
  sheet.append(element("div", { className: "bounds" }, ...bounds));
  return content;
}

function viewMenu(question, change) {
  const { content, sheet } = menu("view", question.view ? `By ${views[question.view].toLowerCase()}` : "Compare by", 0);
  for (const [view, label] of Object.entries(views)) {
    const box = element("input", { type: "radio", name: "view", checked: question.view === view, id: `view-${view}` });
    box.addEventListener("change", () => change({ ...question, view }));
    sheet.append(line(box, label));
  }
  return content;
}
