// Brings decisions to the service, behind what the reader sees: in order for each cluster, again where nothing answered,
// and kept over a reload until they arrived.

import { send } from "../service.js";
import { auditPath } from "./clusters.js";
import { keep, recall } from "./memory.js";

const mostAtOnce = 3;
const mostTogether = 500;
const firstWait = 5;
const longestWait = 60;

/** Whether the same request may well be answered later. */
const isPassing = ({ status }) => [0, 401, 408, 429].includes(status) || status >= 500;

/** What a plain ruling says and nothing more, so that all that say it go together. */
const said = ({ decision, plain, asFound }) => (asFound ? "as found" : plain && decision);

/**
 * Decisions on their way: `{decision, keep, members}`.
 *
 * One that is `plain` has no more than a verdict; one that is `asFound` takes back what was decided in this audit.
 */
export class Writer {
  /** What keeps decisions from arriving: `{error, wait}`, the seconds until they are sent again; nothing while they do. */
  trouble = null;
  #audit;
  #wanted;
  #sent = new Map();
  #heard;
  #timer = 0;
  #idle = [];

  /** @param heard Is told of `saved(number, ruling)`, of `refused(number, error)`, and of `changed()` after either. */
  constructor(audit, heard) {
    this.#audit = audit;
    this.#heard = heard;
    this.#wanted = recall(audit);
    addEventListener("online", this.retry);
    addEventListener("beforeunload", this.#warn);
    if (this.waiting) queueMicrotask(this.retry);
  }

  /** How many decisions have not arrived. */
  get waiting() {
    return this.#wanted.size;
  }

  /** What was decided of a cluster and has not arrived. */
  of(number) {
    return this.#wanted.get(number);
  }

  want(numbers, ruling) {
    for (const number of numbers) this.#wanted.set(number, { ...ruling });
    this.#changed();
  }

  /** Kept once everything arrived, or can't for now. */
  settled() {
    if (!this.waiting || this.trouble) return Promise.resolve();
    return new Promise((done) => this.#idle.push(done));
  }

  /** Sends at once what waits for the next try. */
  retry = () => {
    clearTimeout(this.#timer);
    this.trouble = null;
    this.#changed();
  };

  /** Sends no more; what has not arrived is kept for the next visit. */
  leave() {
    clearTimeout(this.#timer);
    this.trouble = { error: null, wait: firstWait };
    removeEventListener("online", this.retry);
    removeEventListener("beforeunload", this.#warn);
  }

  #changed() {
    keep(this.#audit, this.#wanted);
    while (!this.trouble && this.#sent.size < mostAtOnce) {
      const numbers = this.#next();
      if (!numbers.length) break;
      this.#send(numbers);
    }
    if (!this.waiting || this.trouble) for (const done of this.#idle.splice(0)) done();
    this.#heard.changed();
  }

  /** What may go in the next request: one decision, or all that say the same and nothing more. */
  #next() {
    const flying = new Set([...this.#sent.values()].flat());
    const free = [...this.#wanted].filter(([number]) => !flying.has(number));
    if (!free.length) return [];
    const [[first, ruling]] = free;
    if (!said(ruling) || ruling.isAlone) return [first];
    const same = free.filter(([, other]) => !other.isAlone && said(other) === said(ruling));
    return same.slice(0, mostTogether).map(([number]) => number);
  }

  async #send(numbers) {
    const rulings = numbers.map((number) => this.#wanted.get(number));
    const token = {};
    this.#sent.set(token, numbers);
    try {
      const outcomes = await this.#request(numbers, rulings[0]);
      numbers.forEach((number, at) => {
        // What is refused among many is sent alone, and then refused or not.
        if (outcomes?.[at]?.error) rulings[at].isAlone = true;
        else this.#arrived(number, rulings[at]);
      });
    } catch (error) {
      if (isPassing(error)) this.#pause(error);
      else if (numbers.length > 1) for (const ruling of rulings) ruling.isAlone = true;
      else if (error.kind === "nothing-decided") this.#arrived(numbers[0], rulings[0]);
      else this.#refused(numbers[0], rulings[0], error);
    }
    this.#sent.delete(token);
    this.#changed();
  }

  /** What becomes of each of many; nothing for one. */
  async #request(numbers, { decision, keep, members, asFound }) {
    if (numbers.length > 1) {
      const path = auditPath(this.#audit, "decisions");
      const answer = asFound ? send("DELETE", `${path}?all=true&clusters=${numbers}`) : send("POST", path, { clusters: numbers, decision });
      return (await answer).outcomes;
    }
    const path = auditPath(this.#audit, "clusters", numbers[0], "decision");
    await (asFound ? send("DELETE", `${path}?all=true`) : send("POST", path, { decision, keep, members }));
    return undefined;
  }

  #arrived(number, ruling) {
    if (this.#wanted.get(number) === ruling) this.#wanted.delete(number);
    this.#heard.saved(number, ruling);
  }

  #refused(number, ruling, error) {
    // What was decided since may be taken yet.
    if (this.#wanted.get(number) !== ruling) return;
    this.#wanted.delete(number);
    this.#heard.refused(number, error);
  }

  #pause(error) {
    const wait = Math.min(longestWait, error.retryAfter || firstWait);
    this.trouble = { error, wait };
    clearTimeout(this.#timer);
    // Without a key there is nothing to wait for.
    if (error.status !== 401) this.#timer = setTimeout(this.retry, wait * 1000);
  }

  #warn = (event) => this.waiting && event.preventDefault();
}
