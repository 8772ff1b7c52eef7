// The review of one audit: entered, filled and left.

import { showFailure, stopWaiting } from "../failures.js";
import { hasKey } from "../key.js";
import { hideMessage, showMessage } from "../message.js";
import { countText, element, part } from "../parts.js";
import { ask, isStale } from "../service.js";
import { tell } from "../toast.js";
import { act, decide, refused, undo } from "./acts.js";
import { load, look, markSoon } from "./bench.js";
import { auditPath, Clusters } from "./clusters.js";
import { Decisions } from "./decisions.js";
import { Drafts } from "./drafts.js";
import { fileLinks } from "./files.js";
import { auditName } from "./names.js";
import { listKey, nowhere } from "./place.js";
import { clearQueue } from "./queue.js";
import { showRunning } from "./running.js";
import { first, session } from "./session.js";
import { drawVerdicts } from "./verdicts.js";

const slowAfter = 3000;

/** Shows a place in an audit; `go` leads to another one, as a step of the history or, if told so, in place of this. */
export async function openReview(place, go) {
  const before = session.place;
  Object.assign(session, { place, go, act });
  if (session.clusters && listKey(before) === listKey(place)) return look(await wanted());
  session.asking.abort();
  session.asking = new AbortController();
  const { signal } = session.asking;
  const isOther = before.audit !== place.audit;
  enter(isOther);
  const slow = setTimeout(() => (document.body.dataset.slow = ""), slowAfter);
  try {
    if (isOther && !(await openAudit(signal))) return;
    const clusters = new Clusters(place);
    session.decisions ??= new Decisions(place.audit, { changed: markSoon, refused });
    session.decisions.list(clusters);
    await session.decisions.settled();
    await load(clusters, signal);
    session.clusters = clusters;
    document.body.dataset.state = "found";
    look(await wanted());
  } catch (error) {
    if (isStale(error) || signal.aborted) return;
    leaveReview();
    showFailure(error, () => openReview(place, go), () => go(nowhere), "All audits");
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) delete document.body.dataset.slow;
  }
}

/** Leaves the audit; what has not arrived is sent on the next visit. */
export function leaveReview() {
  session.asking.abort();
  session.decisions?.leave();
  Object.assign(session, { place: nowhere, clusters: null, decisions: null, current: null });
  part("unsaved").replaceChildren();
}

function enter(isOther) {
  stopWaiting();
  hideMessage();
  Object.assign(document.body.dataset, { page: "review", state: "asking" });
  delete document.body.dataset.slow;
  part("forget").hidden = !hasKey();
  part("words").value = session.place.q;
  Object.assign(session, { clusters: null, current: null, selection: new Set() });
  clearQueue();
  const plates = [1, 2].map(() => element("span", { className: "plate" }));
  part("cluster").replaceChildren(element("div", { className: "seat-waiting waiting" }, ...plates));
  if (!isOther) return;
  session.decisions?.leave();
  Object.assign(session, { decisions: null, drafts: new Drafts() });
  for (const id of ["review-title", "about", "done"]) part(id).textContent = "";
  part("files").replaceChildren();
  drawVerdicts(decide, undo);
}

/** Whether there is something to review in the audit. */
async function openAudit(signal) {
  const { place, go } = session;
  const audit = await ask(auditPath(place.audit), { signal });
  part("review-title").textContent = auditName(audit);
  document.title = `${auditName(audit)} · SameStyle`;
  part("about").textContent = audit.listings ? `${countText(audit.listings, "listing")} looked at` : "";
  const again = () => {
    leaveReview();
    openReview(place, go);
  };
  if (audit.state !== "done") return void showRunning(audit, { again, leave: () => go(nowhere), signal });
  part("files").replaceChildren(...fileLinks(audit.id));
  if (audit.clusters) return true;
  document.body.dataset.state = "nothing";
  return void showMessage("done", "Nothing to review", "No two listings were found to be the same.", [["All audits", () => go(nowhere)]]);
}

/** The cluster that the address names; the first one where it names none, or one that is not there. */
async function wanted() {
  const { place, clusters, decisions, asking } = session;
  if (!place.cluster) return first();
  try {
    const cluster = await clusters.find(place.cluster, asking.signal);
    decisions.recall([cluster]);
    return cluster;
  } catch (error) {
    if (error.status !== 404) throw error;
    tell(error.message);
    return first();
  }
}
