// All audits: how far each came, what it found, how much of that is decided.

import { showFailure, stopWaiting } from "../failures.js";
import { hasKey } from "../key.js";
import { hideMessage, showMessage } from "../message.js";
import { arrange, countText, element, part } from "../parts.js";
import { ask, isStale, send } from "../service.js";
import { tell } from "../toast.js";
import { card } from "./audit.js";
import { auditPath } from "./clusters.js";
import { confirm } from "./confirm.js";
import { showProgress } from "./progress.js";
import { begin } from "./starting.js";

const pause = 1000;
const longPause = 10_000;
let asking = new AbortController();
let timer = 0;
let cards = new Map();

/** Shows all audits and keeps them true; `go` leads to one. */
export async function openOverview(go) {
  leaveOverview();
  asking = new AbortController();
  cards = new Map();
  stopWaiting();
  hideMessage();
  Object.assign(document.body.dataset, { page: "overview", state: "asking" });
  document.title = "Review duplicates · SameStyle";
  part("grid").replaceChildren(...Array.from({ length: 2 }, placeholder));
  part("begin").onclick = () => begin({}, () => refresh(go));
  await refresh(go);
}

/** Stops asking. */
export function leaveOverview() {
  asking.abort();
  clearTimeout(timer);
}

function placeholder() {
  const made = element("li", { className: "audit waiting" }, element("i"), element("i"));
  made.setAttribute("aria-hidden", "true");
  return made;
}

async function refresh(go) {
  clearTimeout(timer);
  const { signal } = asking;
  const isFirst = document.body.dataset.state !== "found" && document.body.dataset.state !== "nothing";
  const slow = setTimeout(() => isFirst && (document.body.dataset.slow = ""), 3000);
  try {
    const { audits } = await ask("/v1/audits", { signal });
    if (signal.aborted) return;
    part("forget").hidden = !hasKey();
    part("stale").textContent = "";
    draw(audits, go);
    timer = setTimeout(() => refresh(go), audits.some(({ state }) => state === "running") ? pause : longPause);
  } catch (error) {
    if (isStale(error) || signal.aborted) return;
    if (isFirst || error.status === 401) return showFailure(error, () => openOverview(go));
    // What was known stays, and says that it may be old.
    part("stale").textContent = `This may be out of date. ${error.message}`;
    timer = setTimeout(() => refresh(go), longPause);
  } finally {
    clearTimeout(slow);
    delete document.body.dataset.slow;
  }
}

function draw(audits, go) {
  document.body.dataset.state = audits.length ? "found" : "nothing";
  const said = audits.length ? countText(audits.length, "audit") : "No audit yet";
  if (part("count").textContent !== said) part("count").textContent = said;
  const items = audits.map((audit) => {
    const known = cards.get(audit.id);
    const key = JSON.stringify({ ...audit, progress: null });
    const made = known?.key === key ? known.item : card(audit, { go, started: () => refresh(go), end: () => end(audit, go) });
    if (audit.state === "running") showProgress(made.querySelector(".going"), audit.progress);
    cards.set(audit.id, { key, item: made });
    return made;
  });
  part("grid").removeAttribute("aria-busy");
  arrange(part("grid"), items);
  if (audits.length) hideMessage();
  else if (part("message").hidden) {
    showMessage("audit", "No audit yet", "The first one looks through the whole catalogue, and shows here what it found.", [["Start the first audit", () => begin({}, () => refresh(go))]]);
  }
}

async function end(audit, go) {
  const isRunning = audit.state === "running";
  const [title, detail, yes] = isRunning
    ? ["Stop this audit?", "It can go on later from where it was.", "Stop it"]
    : ["Remove this audit?", "Its clusters and its files go. What was decided holds for every audit after it.", "Remove it"];
  if (!(await confirm(title, detail, yes))) return;
  try {
    await send("DELETE", auditPath(audit.id));
    tell(isRunning ? "The audit was stopped." : "The audit was removed.");
  } catch (error) {
    tell(error.message);
  }
  await refresh(go);
  part("found").focus({ preventScroll: true });
}
