// What is being reviewed: the audit, its clusters as far as they are listed, what is decided, chosen and selected.

import { Drafts } from "./drafts.js";
import { nowhere } from "./place.js";

/** One review at a time. `go` leads to another place, `act` is told what a click or a key asks for. */
export const session = {
  place: nowhere, clusters: null, decisions: null, drafts: new Drafts(), current: null, selection: new Set(),
  asking: new AbortController(), go: null, act: null,
};

/** Where list and cluster do not fit beside each other. */
export const isNarrow = matchMedia("(max-width: 860px)");

/** The clusters that are listed, with what was decided since. */
export function shown() {
  const { clusters, place } = session;
  return clusters.all.filter(({ ruling }) => place.state === "all" || Boolean(ruling.decision) === (place.state === "decided"));
}

/** The first one listed; on a narrow screen the list comes first. */
export const first = () => (isNarrow.matches ? null : shown()[0] ?? null);

/** The cluster so many places on in the list. */
export function neighbour(step) {
  const listed = shown();
  const at = listed.indexOf(session.current);
  return at < 0 ? listed[0] : listed[at + step];
}
