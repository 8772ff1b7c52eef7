// Small parts that every piece of the page is made of. Data reaches the page as text alone, never as markup.

/** The element with an id. */
export const part = (id) => document.getElementById(id);

/** A fresh copy of a template's content, and a finder for what is inside it. */
export function copy(template) {
  const content = part(template).content.cloneNode(true);
  return { content, find: (selector) => content.querySelector(selector) };
}

/** A new element with properties and children; absent children are left out. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** A button with a text and what it does; `label` is what a screen reader says instead. */
export function button(className, text, act, label = "") {
  const made = element("button", { type: "button", className, textContent: text });
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** One of the page's signs. */
export function sign(name) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/web/signs.svg#${name}`);
  made.append(use);
  return made;
}

/** A price as the reader's language writes it. A shop's own word for its currency may be none that the browser knows. */
export const priceText = ({ price, currency }) => (price === undefined || price === null ? "" : amountText(price, currency));

/** An amount of money; a round one without cents where `rounded`. */
export function amountText(amount, currency, rounded = false) {
  const digits = rounded && Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {};
  try {
    return new Intl.NumberFormat(undefined, { style: "currency", currency, ...digits }).format(amount);
  } catch {
    return [rounded ? String(amount) : amount.toFixed(2), currency].filter(Boolean).join(" ");
  }
}

/** One word for a confidence, the chance that two products are of one style. */
export function matchWord(confidence) {
  if (confidence >= 0.8) return "strong match";
  if (confidence >= 0.55) return "good match";
  if (confidence >= 0.3) return "fair match";
  return "loose match";
}

/** Fills the bar of a confidence and its word. */
export function showMatch(holder, confidence) {
  const percent = Math.round(confidence * 100);
  const word = matchWord(confidence);
  const level = holder.querySelector(".level");
  level.style.setProperty("--part", `${percent}%`);
  level.setAttribute("aria-valuenow", percent);
  level.setAttribute("aria-label", "Chance of the same style");
  holder.dataset.level = word.split(" ")[0];
  holder.querySelector(".word").textContent = word;
  holder.title = `${percent} % chance of the same style`;
}

/** Milliseconds in words. */
export const milliseconds = (ms) => (ms < 1 ? "under 1 ms" : ms < 10_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1000)} s`);

/** The name of a field as a person reads it: "attribute.garment_group" is "Garment group". */
export function fieldName(field) {
  const name = field.replace("attribute.", "").replace(/[._-]/g, " ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** How many of a thing there are, in words. */
export const countText = (count, one, many = `${one}s`) => `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** A share of one for the eye; nothing short of certain is called so. */
export const percentText = (share) => (share >= 0.995 && share < 1 ? "over 99 %" : `${Math.round(share * 100)} %`);

/** Puts items into a list in their order, moving none that is in its place: what has the focus keeps it. */
export function arrange(list, items) {
  const wanted = new Set(items);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  let at = list.firstElementChild;
  for (const item of items) {
    if (item === at) at = at.nextElementSibling;
    else list.insertBefore(item, at);
  }
}
