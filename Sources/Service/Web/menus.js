// Menus of the filter bar: one open at a time, closed by Escape and by a click elsewhere.

import { copy, part } from "./parts.js";

/** A menu of a field; `count` is how many of its values are chosen. */
export function menu(field, label, count) {
  const { content, find } = copy("menu-template");
  const details = find("details");
  details.dataset.field = field;
  details.classList.toggle("chosen", count > 0);
  find("summary").id = `menu-${field}`;
  find(".label").textContent = label;
  find("small").textContent = count;
  find("small").hidden = !count;
  if (count) find("summary").setAttribute("aria-label", `${label}, ${count} chosen`);
  find(".sheet").setAttribute("aria-label", label);
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    for (const other of openMenus()) if (other !== details) other.open = false;
    keepInside(details.querySelector(".sheet"));
  });
  return { content, sheet: find(".sheet") };
}

const openMenus = () => part("filters").querySelectorAll("details[open]");

/** A sheet that would leave the window at its right moves left by as much. */
function keepInside(sheet) {
  sheet.style.setProperty("--shift", "0px");
  const over = sheet.getBoundingClientRect().right - (document.documentElement.clientWidth - 12);
  if (over > 0) sheet.style.setProperty("--shift", `${-over}px`);
}

/** Draws into the filter bar anew without closing the menu in hand or losing the place in it. */
export function redraw(draw) {
  const holder = part("filters");
  const open = holder.querySelector("details[open]");
  const [field, top] = [open?.dataset.field, open?.querySelector(".sheet").scrollTop];
  const focus = holder.contains(document.activeElement) ? document.activeElement.id : "";
  draw(holder);
  const reopened = [...holder.querySelectorAll("details")].find((menu) => menu.dataset.field === field);
  if (reopened) {
    reopened.open = true;
    reopened.querySelector(".sheet").scrollTop = top;
  }
  if (focus) document.getElementById(focus)?.focus();
}

/** Closes the menu in hand. */
export function closeMenu() {
  for (const open of openMenus()) open.open = false;
}

/** Menus close on Escape and on a click elsewhere. */
export function closeMenusAway() {
  document.addEventListener("click", (event) => {
    const [open] = openMenus();
    // What is behind a sheet on a phone belongs to its menu, too.
    const isAway = event.target === open || !open?.contains(event.target);
    if (open && event.target.isConnected && isAway) closeMenu();
  });
  part("filters").addEventListener("keydown", (event) => {
    const [open] = openMenus();
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    open.querySelector("summary").focus();
    closeMenu();
  });
}
