// What is said of an audit that can't be reviewed, or not yet.

import { showMessage } from "../message.js";
import { element, part } from "../parts.js";
import { ask, isStale } from "../service.js";
import { auditPath } from "./clusters.js";
import { showProgress } from "./progress.js";

const pause = 1000;

/** Shows how far an audit came until it is through, which is when `again` is called; or why there is none. */
export function showRunning(audit, { again, leave, signal }) {
  document.body.dataset.state = "nothing";
  const ways = [["All audits", leave]];
  if (audit.state === "failed") return showMessage("failed", "This audit failed", "The log of the service says why.", ways);
  if (audit.state === "stopped") return showMessage("empty", "This audit was stopped", "Whoever starts the same again goes on from where it was.", ways);
  showMessage("waiting", "This audit still runs", "Its clusters can be reviewed once it is through. This page goes on by itself.", ways);
  const going = element("div", { className: "going" }, element("progress", { max: 1 }), element("p", { className: "stage" }));
  part("message").querySelector(".ways").before(going);
  watch(audit, going, again, signal);
}

async function watch(audit, going, again, signal) {
  showProgress(going, audit.progress);
  await new Promise((done) => setTimeout(done, pause));
  if (signal.aborted) return;
  try {
    const now = await ask(auditPath(audit.id), { signal });
    if (now.state === "running") return watch(now, going, again, signal);
    again();
  } catch (error) {
    // One answer that did not come says nothing of the next.
    if (isStale(error)) return;
    if (error.status === 0 || error.status >= 500) return watch(audit, going, again, signal);
    again();
  }
}
