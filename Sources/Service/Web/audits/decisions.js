// What the reader decides: shown at once, brought to the service behind it, and taken back step by step.

import { Writer } from "./writer.js";

/** The decisions on the clusters of one audit. */
export class Decisions {
  #clusters;
  #writer;
  #steps = [];

  /**
   * @param told Is told of `changed()`, and of `refused(cluster, error)`, whose decision is then taken back.
   */
  constructor(audit, told) {
    this.#writer = new Writer(audit, {
      saved: (number, ruling) => {
        const cluster = this.#clusters.get(number);
        if (!cluster) return;
        this.#count(cluster, ruling.decision);
        cluster.saved = ruling;
      },
      refused: (number, error) => {
        const cluster = this.#clusters.get(number);
        if (!cluster) return;
        cluster.ruling = cluster.saved;
        this.#steps = this.#steps.map((step) => step.filter(({ number: other }) => other !== number)).filter((step) => step.length);
        told.refused(cluster, error);
      },
      changed: () => told.changed(),
    });
  }

  /** Goes on with another list of the same audit. */
  list(clusters) {
    this.#clusters = clusters;
  }

  /** Shows what has not arrived yet on clusters that were loaded since. */
  recall(clusters) {
    for (const cluster of clusters) cluster.ruling = this.#writer.of(cluster.number) ?? cluster.ruling;
  }

  /** How many clusters are decided and open, with what has not arrived yet. */
  get counts() {
    const { open, decided } = this.#clusters.counts;
    const more = this.#clusters.all.reduce((sum, { ruling, saved }) => sum + Boolean(ruling.decision) - Boolean(saved.decision), 0);
    return { open: open - more, decided: decided + more };
  }

  get canUndo() {
    return this.#steps.length > 0;
  }

  get waiting() {
    return this.#writer.waiting;
  }

  get trouble() {
    return this.#writer.trouble;
  }

  settled() {
    return this.#writer.settled();
  }

  retry() {
    this.#writer.retry();
  }

  leave() {
    this.#writer.leave();
  }

  /** Decides of one cluster, with what is kept of it and, where some are taken out, the members it is about. */
  decide(cluster, ruling) {
    this.#remember([cluster]);
    cluster.ruling = ruling;
    this.#writer.want([cluster.number], ruling);
  }

  /** Decides the same of many, each keeping what was suggested. */
  decideAll(clusters, decision) {
    this.#remember(clusters);
    for (const cluster of clusters) cluster.ruling = { decision, plain: true };
    this.#writer.want(clusters.map(({ number }) => number), { decision, plain: true });
  }

  /** Takes the last step back and gives its clusters. */
  undo() {
    const step = this.#steps.pop() ?? [];
    const found = step.map(({ number, ruling }) => ({ cluster: this.#clusters.get(number), number, ruling }));
    for (const { cluster, number, ruling } of found) {
      if (cluster) cluster.ruling = ruling;
      this.#writer.want([number], ruling);
    }
    return step.map(({ number }) => number);
  }

  #remember(clusters) {
    this.#steps.push(clusters.map(({ number, ruling }) => ({ number, ruling })));
  }

  #count({ saved }, decision) {
    const more = Boolean(decision) - Boolean(saved.decision);
    const { open, decided } = this.#clusters.counts;
    this.#clusters.counts = { open: open - more, decided: decided + more };
  }
}
