// The cluster in hand beside the list it is from, and all that follows from what is decided, chosen and selected.

import { showFailure } from "../failures.js";
import { warm } from "../images.js";
import { part } from "../parts.js";
import { isStale } from "../service.js";
import { drawCluster, drawPairs, markCluster } from "./cluster.js";
import { showEnd } from "./end.js";
import { drawRows, drawStates, drawTools } from "./queue.js";
import { first, neighbour, session, shown } from "./session.js";
import { showUnsaved } from "./unsaved.js";
import { markVerdicts } from "./verdicts.js";

/** So many listed clusters before the last one the next page is asked for. */
const ahead = 40;

/** Takes a cluster in hand; nothing leads to the list, or to what is said where all is decided. */
export function look(cluster) {
  const { current, place, go, act } = session;
  const isOther = cluster !== current;
  session.current = cluster ?? null;
  document.body.classList.toggle("at-cluster", Boolean(cluster));
  const number = cluster?.number ?? 0;
  if (number !== place.cluster) {
    session.place = { ...place, cluster: number };
    go(session.place, true);
  }
  if (cluster && isOther) {
    // The focus follows from cluster to cluster; where the page was just opened it begins at the top.
    const hadFocus = part("cluster").contains(document.activeElement) || current && document.activeElement === document.body;
    drawCluster(cluster, act);
    if (hadFocus) part("cluster-title").focus({ preventScroll: true });
    if (part("seat").getBoundingClientRect().top < 0) part("seat").scrollIntoView();
    for (const { image } of neighbour(1)?.members.slice(0, 4) ?? []) warm(image);
    completePairs(cluster);
  }
  mark();
}

/** Of a large cluster a list has only the surest pairs; what may be wrong in it is among the others. */
async function completePairs(cluster) {
  const { clusters, asking } = session;
  try {
    if (await clusters.complete(cluster, asking.signal) && session.current === cluster) drawPairs(cluster);
  } catch { /* What is there is shown. */ }
}

/** Asks for a list's next page. */
export async function load(clusters, signal) {
  const { decisions } = session;
  decisions.recall(await clusters.more(() => !decisions.waiting, signal));
}

async function loadMore() {
  const { clusters, asking } = session;
  const further = part("further");
  Object.assign(further, { disabled: true, textContent: "Loading…" });
  try {
    await load(clusters, asking.signal);
    Object.assign(further, { disabled: false, textContent: "Show more" });
    // Whoever was through with all that was listed goes on with what has come.
    if (clusters === session.clusters) session.current ? mark() : look(first());
  } catch (error) {
    Object.assign(further, { disabled: false, textContent: isStale(error) ? "Show more" : `${error.message} Try again` });
  }
}

let isDue = false;

/** The same in a moment, once for all that happens until then. */
export function markSoon() {
  if (!isDue) setTimeout(() => {
    isDue = false;
    mark();
  });
  isDue = true;
}

/** Draws anew what follows from decisions, choices and the selection. */
export function mark() {
  const { place, clusters, decisions, drafts, current, selection, act, go } = session;
  if (!clusters || document.body.dataset.state !== "found") return;
  const [listed, counts] = [shown(), decisions.counts];
  const total = counts.open + counts.decided;
  drawStates(place, counts);
  drawTools(place, listed, selection, go, act);
  drawRows(listed, { place, current, selection }, act);
  part("done").textContent = `${counts.decided.toLocaleString()} of ${total.toLocaleString()} decided`;
  Object.assign(part("progress"), { max: Math.max(1, total), value: counts.decided });
  part("review").classList.toggle("saving", decisions.waiting > 0);
  if (!current && !listed.length && clusters.isComplete) showEnd(part("cluster"), place, counts, go);
  else if (!current) part("cluster").replaceChildren();
  const draft = current && drafts.of(current);
  if (current) markCluster(current, draft, { before: Boolean(neighbour(-1)), after: Boolean(neighbour(1)) });
  markVerdicts({ cluster: current, draft, selected: selection.size, canUndo: decisions.canUndo });
  showUnsaved(decisions, (error) => showFailure(error, () => {
    decisions.leave();
    location.reload();
  }));
  askAhead(listed);
}

function askAhead(listed) {
  const { clusters, current, decisions } = session;
  part("further").hidden = clusters.isComplete;
  part("further").onclick = loadMore;
  const isNear = listed.length < ahead || listed.indexOf(current) >= listed.length - ahead;
  // After an error it is the reader who asks again.
  const isFree = part("further").textContent === "Show more" && !decisions.trouble;
  if (!clusters.isComplete && isNear && isFree) loadMore();
}
