// What is chosen of clusters before it is decided: which listing to keep, and which do not belong.

/** The choices of one audit. */
export class Drafts {
  #drafts = new Map();

  /** `{keep, out}` of a cluster: the id of the listing to keep, and those that were taken out. */
  of(cluster) {
    if (!this.#drafts.has(cluster.number)) {
      const { keep, members } = cluster.ruling;
      const out = members ? cluster.members.map(({ id }) => id).filter((id) => !members.includes(id)) : [];
      this.#drafts.set(cluster.number, { keep: keep ?? cluster.keep, out: new Set(out) });
    }
    return this.#drafts.get(cluster.number);
  }

  /** Chooses anew from what is decided. */
  forget(cluster) {
    this.#drafts.delete(cluster.number);
  }

  keep(cluster, id) {
    if (!id) return;
    const draft = this.of(cluster);
    draft.keep = id;
    // What is kept belongs.
    draft.out.delete(id);
  }

  /** Keeps the listing so many places on, among those that belong. */
  step(cluster, by) {
    const draft = this.of(cluster);
    const ids = cluster.members.map(({ id }) => id).filter((id) => !draft.out.has(id));
    draft.keep = ids[(ids.indexOf(draft.keep) + by + ids.length) % ids.length] ?? draft.keep;
  }

  /** Takes a listing out, or back in. */
  toggle(cluster, id) {
    const draft = this.of(cluster);
    if (draft.out.delete(id)) return;
    draft.out.add(id);
    if (draft.keep === id) draft.keep = cluster.members.find((member) => !draft.out.has(member.id))?.id ?? id;
  }

  /** What a verdict says with these choices; nothing where fewer than two listings belong. */
  ruling(cluster, decision) {
    const { keep, out } = this.of(cluster);
    const members = cluster.members.map(({ id }) => id).filter((id) => !out.has(id));
    if (members.length < 2) return undefined;
    return { decision, keep, ...(out.size && { members }) };
  }
}
