// The keys of the review.

import { part } from "../parts.js";
import { act } from "./acts.js";

const doesSomething = (target) => target.closest("button, a, summary, input, label, select");
const isChoice = (target) => target.matches("input");

/** The rows of the list are walked with arrows. */
export function walk({ key, target }) {
  const row = target.closest?.(".row");
  if (!row) return false;
  const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[key];
  next?.querySelector(".open").focus();
  return Boolean(next);
}

function find() {
  part("words").focus();
  part("words").select();
  return true;
}

// Space presses what has the focus, but for a row: a link does nothing by it.
const select = ({ target }) => {
  const row = target.closest(".row .open");
  if (row) {
    row.closest(".row").querySelector("input").click();
    return true;
  }
  return doesSomething(target) ? false : act("select");
};

// Arrows choose among radio buttons and move sliders by themselves.
const keepStep = (by) => ({ target }) => !isChoice(target) && act("keep step", by);

/** What keys do. */
export const reviewKeys = {
  d: () => act("decide", "duplicate"), v: () => act("decide", "variants"), x: () => act("decide", "different"),
  j: () => act("after"), n: () => act("after"), p: () => act("before"), u: () => act("undo"), z: () => act("zoom"),
  k: () => act("keep step", 1), ArrowRight: keepStep(1), ArrowLeft: keepStep(-1), " ": select, "/": find,
  Escape: () => act("drop"),
  ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [at + 1, () => act("keep number", at)])),
};
