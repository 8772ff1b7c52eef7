// The clusters of an audit as far as they were asked for, in the order they are listed in.

import { ask } from "../service.js";

const pageSize = 100;

/** The address of an audit, or of what belongs to it. */
export const auditPath = (id, ...rest) => ["/v1/audits", encodeURIComponent(id), ...rest].join("/");

/** A list of clusters that grows by pages. */
export class Clusters {
  /** All that were loaded, those decided since among them. */
  all = [];
  /** How many are open and how many decided, in all of the audit, as the service last knew. */
  counts = { open: 0, decided: 0 };
  isComplete = false;
  #place;
  #known = new Map();
  #loading = null;

  /** @param place Says which audit, which of its clusters, and in what order. */
  constructor(place) {
    this.#place = place;
  }

  get(number) {
    return this.#known.get(number);
  }

  /** Asks for the next page, once at a time; `isStill` says whether all decisions made here have arrived. */
  more(isStill, signal) {
    this.#loading ??= this.#more(isStill, signal).finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #more(isStill, signal) {
    const { audit, state, order, q } = this.#place;
    const fields = new URLSearchParams({ offset: this.#offset, limit: pageSize, state, order, ...(q && { q }) });
    const wasStill = isStill();
    const answer = await ask(`${auditPath(audit, "clusters")}?${fields}`, { signal });
    // What arrived meanwhile may be counted or not.
    if (wasStill && isStill()) this.counts = { open: answer.open, decided: answer.decided };
    this.isComplete = answer.clusters.length < pageSize;
    const listed = new Set(this.all);
    const fresh = answer.clusters.map((given) => this.#know(given)).filter((cluster) => !listed.has(cluster));
    this.all.push(...fresh);
    return fresh;
  }

  /** What surely stands before the next page: of those on their way nobody knows. Better a cluster twice than never. */
  get #offset() {
    const { state } = this.#place;
    const stands = (decision) => Boolean(decision) === (state === "decided");
    return state === "all" ? this.all.length : this.all.filter(({ saved, ruling }) => stands(saved.decision) && stands(ruling.decision)).length;
  }

  /** A cluster, be it in no page yet. Throws where there is none. */
  async find(number, signal) {
    return this.#known.get(number) ?? this.#know(await ask(this.#path(number), { signal }));
  }

  /** Asks for the pairs that a cluster of a page lacks; whether there were any. */
  async complete(cluster, signal) {
    const count = cluster.members.length;
    if (cluster.isComplete || cluster.pairs.length === count * (count - 1) / 2) return false;
    const { pairs } = await ask(this.#path(cluster.number), { signal });
    Object.assign(cluster, { pairs, isComplete: true });
    return true;
  }

  #path(number) {
    return auditPath(this.#place.audit, "clusters", number);
  }

  #know(given) {
    if (!this.#known.has(given.cluster)) this.#known.set(given.cluster, reviewed(given));
    return this.#known.get(given.cluster);
  }
}

/**
 * A cluster with what is decided of it: as the service knows, and as the page shows.
 *
 * `asFound` says that nothing was decided in this audit: what stands is what was decided before it, or nothing.
 */
function reviewed({ cluster, decision, keep, ruling, ...rest }) {
  const saved = { decision, keep, members: ruling?.members ?? undefined, asFound: !ruling };
  return { number: cluster, keep, wasKept: Boolean(decision), ...rest, saved, ruling: saved };
}
