// What the parts of an audit are called.

/** What may be decided of a cluster. */
export const verdictNames = { duplicate: "Duplicate", variants: "Variants", different: "Different" };

/** What an audit looked for, and among which listings. */
export const auditName = ({ relation, within, since = null }) =>
  `${relation === "duplicate" ? "Duplicate listings" : "Same style"}, ${within === "seller" ? "within each seller" : "all sellers"}${since === null ? "" : ", what was new"}`;

const stageNames = {
  reading: "Reading the listings", searching: "Looking for neighbours", comparing: "Comparing pairs",
  joining: "Joining clusters",
};

/** The stage an audit is in. */
export const stageName = (stage) => stageNames[stage] ?? "Starting";

/** A time in words, as exact as one cares for. */
export function durationText(seconds) {
  if (seconds < 1) return "under 1 s";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** When something was, as the reader's language writes it. */
export function timeText(time) {
  const date = new Date(typeof time === "number" ? time * 1000 : time);
  return Number.isNaN(date.getTime()) ? "" : new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(date);
}
