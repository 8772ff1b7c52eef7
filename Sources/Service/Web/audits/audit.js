// An audit as a card: what it looked for, what it found, how much of that is decided, and where it leads.

import { button, copy, countText, element, percentText, sign } from "../parts.js";
import { fileLinks } from "./files.js";
import { auditName, durationText, timeText } from "./names.js";
import { toAddress } from "./place.js";
import { begin } from "./starting.js";

/** A card. `go` leads to a place, `started` is called once another audit runs, `end` stops or removes this one. */
export function card(audit, acts) {
  const { content, find } = copy("audit-template");
  const item = find(".audit");
  item.dataset.audit = audit.id;
  item.dataset.state = audit.state;
  find("h2").textContent = auditName(audit);
  find(".when").textContent = [timeText(audit.finished ?? audit.created), audit.seconds ? `took ${durationText(audit.seconds)}` : ""].filter(Boolean).join(", ");
  find(".told").textContent = told(audit);
  find(".going").hidden = audit.state !== "running";
  if (audit.state === "done") find("dl").append(...figures(audit));
  find(".ways").append(...ways(audit, acts));
  return item;
}

function told({ state, clusters, decided }) {
  if (state === "failed") return "It failed. The log of the service says why.";
  if (state === "stopped") return "It was stopped before it was through.";
  if (state === "running") return "";
  if (!clusters) return "No two listings were found to be the same.";
  if (decided === clusters) return `All ${countText(clusters, "cluster")} decided.`;
  return decided ? `${decided.toLocaleString()} of ${countText(clusters, "cluster")} decided.` : `${countText(clusters, "cluster")} to decide.`;
}

function figures({ listings, clusters, duplicates, expected_precision: precision, precision_known_by: by, decided }) {
  const known = precision === null || precision === undefined ? "not known" : percentText(precision);
  const progress = element("progress", { max: Math.max(1, clusters), value: decided });
  progress.setAttribute("aria-label", "Decided clusters");
  const pairs = [
    ["Listings", listings.toLocaleString()], ["Clusters", clusters.toLocaleString()], ["Listings too many", duplicates.toLocaleString()],
    ["Expected to be right", known, by],
  ];
  const made = pairs.map(([name, value, note]) =>
    element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: value }), note ? element("dd", { className: "note", textContent: note }) : null));
  return clusters ? [...made, progress] : made;
}

function ways(audit, { go, started, end }) {
  const { id, state, clusters, decided } = audit;
  const withSign = (made, name) => {
    made.prepend(sign(name));
    return made;
  };
  const remove = withSign(button("text", state === "running" ? "Stop" : "Remove", end), state === "running" ? "i-stop" : "i-bin");
  if (state === "running") return [remove];
  if (state !== "done") return [button("quiet", state === "stopped" ? "Go on" : "Start it again", () => begin(audit, started)), remove];
  const label = decided === clusters ? "Look through it" : decided ? "Go on reviewing" : "Review";
  const open = element("a", { className: decided === clusters ? "quiet" : "go", href: toAddress({ audit: id }), textContent: label });
  open.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ audit: id });
  });
  return [...(clusters ? [open] : []), ...fileLinks(id), remove];
}
