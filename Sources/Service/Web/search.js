// Runs one search at a time, from the question to its cards.

import { showFailure, stopWaiting } from "./failures.js";
import { catalogue, fieldsToCount, learn } from "./fields.js";
import { setCounts } from "./filters.js";
import { drawIdeas } from "./ideas.js";
import { hasKey } from "./key.js";
import { hideMessage } from "./message.js";
import { milliseconds, part } from "./parts.js";
import { hasLook, isAsked } from "./question.js";
import { toBody } from "./request.js";
import { showCards, showPlaceholders } from "./results.js";
import { ask, isStale, keep } from "./service.js";
import { showEmptyCatalogue, showNothingFound } from "./states.js";

const slowAfter = 3000;

let running = new AbortController();
let matches = new Map();

/** The confidence of a product among the results on the page. */
export const matchOf = (id) => matches.get(id);

/**
 * Answers a question, or greets where nothing is asked.
 *
 * `options` are those of cards; `change` asks another question; `learnt` is called once values are counted anew.
 */
export async function run(question, { options, change, learnt }) {
  const again = () => run(question, { options, change, learnt });
  const signal = begin(isAsked(question) ? "asking" : "welcome");
  showPlaceholders(part("grid"), 12);
  const slow = setTimeout(() => (document.body.dataset.slow = ""), slowAfter);
  try {
    if (!isAsked(question)) return await greet(signal, options, change);
    say("Looking…");
    // What fields there are is only known from products; the question is asked whether or not they can be had.
    await catalogue().catch(() => {});
    if (signal.aborted) return;
    const facets = fieldsToCount(Object.keys(question.facets));
    const answer = await ask("/v1/search", { body: toBody(question, { facets }), signal });
    learn(answer.results.map(({ product }) => product));
    setCounts(answer.facets);
    if (answer.results.length) found(question, answer, options, again);
    else showNothingFound(question, change);
    learnt();
  } catch (error) {
    if (!isStale(error) && !signal.aborted) showFailure(error, again, isAsked(question) ? () => change(null) : null);
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) delete document.body.dataset.slow;
  }
}

function begin(state) {
  running.abort();
  running = new AbortController();
  stopWaiting();
  matches = new Map();
  document.body.dataset.state = state;
  delete document.body.dataset.slow;
  part("further").hidden = true;
  part("forget").hidden = !hasKey();
  part("timing").textContent = "";
  hideMessage();
  say("");
  return running.signal;
}

const say = (text) => (part("count").textContent = text);

async function greet(signal, options, change) {
  const { products, total } = await catalogue();
  if (signal.aborted) return;
  showCards(part("grid"), products.map((product) => ({ product })), { ...options, canLess: false });
  part("timing").textContent = `${total.toLocaleString()} products`;
  if (!products.length) return showEmptyCatalogue();
  await drawIdeas(products, change, signal);
}

function found(question, answer, options, again) {
  document.body.dataset.state = "found";
  // Words alone have no style of their own, so nothing is only "similar" to them.
  part("grid").classList.toggle("by-words", !hasLook(question));
  place(question, answer, options, again, false);
}

function place(question, answer, options, again, further) {
  for (const { product, confidence } of answer.results) matches.set(product.id, confidence);
  keep(answer.results.map(({ product }) => product));
  showCards(part("grid"), answer.results, options, further);
  const all = answer.next ? `${matches.size} of ${answer.total.toLocaleString()}` : String(matches.size);
  say(`${all} ${matches.size === 1 ? "match" : "best matches"}${answer.next ? ", more below" : ""}`);
  const { took, model } = answer;
  part("timing").textContent = `${milliseconds(took.total_ms)} · ${model}`;
  part("timing").title = `Picture read in ${milliseconds(took.decode_ms ?? 0)}, question encoded in ${milliseconds(took.encode_ms)}, searched in ${milliseconds(took.search_ms)}`;
  // A click before it may still be waited for, and will never be answered.
  Object.assign(part("further"), { hidden: !answer.next, disabled: false, textContent: "Show more" });
  part("further").onclick = () => more(question, answer.next, options, again);
}

async function more(question, page, options, again) {
  const button = part("further");
  button.disabled = true;
  button.textContent = "Looking…";
  const last = part("grid").lastElementChild;
  try {
    const answer = await ask("/v1/search", { body: toBody(question, { page }), signal: running.signal });
    place(question, answer, options, again, true);
    last?.nextElementSibling?.querySelector("a").focus({ preventScroll: true });
  } catch (error) {
    // The question that took its place has the button by now, or will.
    if (isStale(error)) return;
    Object.assign(button, { disabled: false, textContent: `${error.message} Try again` });
    // Products were indexed anew since: there are other first pages.
    if (error.status === 410) button.onclick = again;
  }
}
