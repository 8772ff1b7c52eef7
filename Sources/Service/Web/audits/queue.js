// The list of clusters beside the one in hand: which are listed, in what order, which are selected.

import { showThumb } from "../images.js";
import { menu, redraw } from "../menus.js";
import { arrange, button, copy, countText, element, part } from "../parts.js";
import { verdictNames } from "./names.js";
import { toAddress } from "./place.js";

const fewThumbs = 3;
const states = { open: "Open", decided: "Decided", all: "All" };
const orders = { confidence: "Surest first", size: "Largest first" };
const rows = new Map();
/** What the menus were last drawn of. */
let drawn = "";
/** What the reader last chose to select by, in percent. */
let sureness = 95;

/** Forgets the rows of another list, and has placeholders instead. */
export function clearQueue() {
  rows.clear();
  drawn = "";
  part("rows").replaceChildren(...Array.from({ length: 6 }, () => {
    const item = element("li", { className: "row waiting" }, element("span", { className: "plate" }), element("i"));
    item.setAttribute("aria-hidden", "true");
    return item;
  }));
}

/** Draws the rows of clusters, touching only what is not so yet; `act` is told of "look" and "select" with a cluster, and of "select all". */
export function drawRows(shown, { place, current, selection }, act) {
  const known = shown.map((cluster) => {
    if (!rows.has(cluster.number)) rows.set(cluster.number, row(cluster, place, act));
    const known = rows.get(cluster.number);
    known.box.checked = selection.has(cluster.number);
    const decision = cluster.ruling.decision ?? "";
    if (known.badge.dataset.decision !== decision) {
      known.badge.textContent = verdictNames[decision] ?? "";
      known.badge.dataset.decision = decision;
    }
    return known;
  });
  arrange(part("rows"), known.map(({ item }) => item));
  showCurrent(rows.get(current?.number));
}

function showCurrent(known) {
  const before = part("rows").querySelector("[aria-current]");
  if (before === (known?.link ?? null)) return;
  before?.removeAttribute("aria-current");
  known?.link.setAttribute("aria-current", "true");
  if (known) bringIntoView(known.item);
}

/** Moves the list, and never the page. */
function bringIntoView(item) {
  const list = part("rows");
  const [top, bottom] = [item.offsetTop - list.offsetTop, item.offsetTop - list.offsetTop + item.offsetHeight];
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}

function row(cluster, place, act) {
  const { content, find } = copy("row-template");
  const { number, members, confidence } = cluster;
  find(".row").dataset.cluster = number;
  find("input").setAttribute("aria-label", `Select cluster ${number}`);
  find("input").addEventListener("change", () => act("select", cluster));
  find(".name").textContent = members[0].title;
  find(".facts").textContent = `${countText(members.length, "listing")} · ${Math.floor(confidence * 100)} %`;
  find(".thumbs").append(...members.slice(0, fewThumbs).map((member) => {
    const image = element("img", { alt: "", loading: "lazy" });
    showThumb(image, member);
    return image;
  }));
  const link = find(".open");
  link.href = toAddress({ ...place, cluster: number });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    act("look", cluster);
  });
  return { item: find(".row"), link, box: find("input"), badge: find(".badge") };
}

/** Draws which clusters are listed, with how many there are of each. */
export function drawStates(place, { open, decided }) {
  const counts = { open, decided, all: open + decided };
  const links = Object.entries(states).map(([state, name]) => {
    const link = element("a", { href: toAddress({ ...place, state, cluster: 0 }), textContent: `${name} ` }, element("small", { textContent: counts[state].toLocaleString() }));
    link.dataset.state = state;
    if (state === place.state) link.setAttribute("aria-current", "true");
    return link;
  });
  // As long as only numbers change, the links stay, and with them the focus.
  const now = [...part("states").children];
  if (now.length && now.every((link, at) => link.href === links[at].href)) {
    links.forEach((link, at) => {
      now[at].querySelector("small").textContent = link.querySelector("small").textContent;
      now[at].toggleAttribute("aria-current", link.hasAttribute("aria-current"));
      if (link.hasAttribute("aria-current")) now[at].setAttribute("aria-current", "true");
    });
  } else part("states").replaceChildren(...links);
}

/** Draws the menus of order and selection; `change` goes to another place. */
export function drawTools(place, shown, selection, change, act) {
  // What is typed into a menu stays while decisions arrive.
  const now = [place.order, selection.size, ...shown.map(({ number }) => number)].join();
  if (now === drawn) return;
  drawn = now;
  redraw((holder) => {
    holder.replaceChildren(orderMenu(place, change), selectMenu(shown, selection, act));
    if (selection.size) holder.append(button("clear", "Clear", () => act("drop"), "Clear the selection"));
  });
}

function orderMenu(place, change) {
  const { content, sheet } = menu("order", orders[place.order], 0);
  for (const [order, name] of Object.entries(orders)) {
    const box = element("input", { type: "radio", name: "order", id: `order-${order}`, checked: order === place.order });
    box.addEventListener("change", () => change({ ...place, order, cluster: 0 }));
    sheet.append(element("label", {}, box, element("span", { textContent: name })));
  }
  return content;
}

function selectMenu(shown, selection, act) {
  const { content, sheet } = menu("select", "Select", selection.size);
  const field = element("input", { type: "number", id: "sureness", min: 0, max: 100, step: "any", value: sureness, inputMode: "decimal" });
  const found = () => shown.filter(({ confidence }) => confidence * 100 >= sureness);
  const choose = button("go", "", () => act("select all", found()));
  choose.id = "select-sure";
  const tell = () => {
    choose.textContent = `Select ${found().length.toLocaleString()} of ${shown.length.toLocaleString()} listed`;
    choose.disabled = !found().length;
  };
  field.addEventListener("input", () => {
    if (field.value !== "" && field.validity.valid) sureness = Number(field.value);
    tell();
  });
  tell();
  sheet.classList.add("by-sureness");
  sheet.append(element("label", { htmlFor: "sureness" }, "All at least ", field, " % sure"), choose);
  return content;
}
