// Runs one search at a time and shows every state it can be in.

import { drawIdeas } from "./ideas.js";
import { learn } from "./filters.js";
import { milliseconds, part } from "./parts.js";
import { isAsked, isFiltered, pageSize, toBody, withoutFilters } from "./question.js";
import { hideMessage, showCards, showMessage, showPlaceholders } from "./results.js";
import { ask, isStale, keep } from "./service.js";

const slowAfter = 2500;
const longestWait = 60;

let running = new AbortController();
let retry = 0;
let matches = new Map();

/** The confidence of a product among the results on the page. */
export const matchOf = (id) => matches.get(id);

/** Answers a question, or greets where nothing is asked. `options` are those of cards; `change` asks another question. */
export async function run(question, { options, change, fresh, learnt }) {
  const signal = begin(isAsked(question) ? "asking" : "welcome");
  showPlaceholders(part("grid"), 12);
  if (!isAsked(question)) return greet(signal, options, change, () => run(question, { options, change, fresh, learnt }));
  say("Looking…");
  const slow = setTimeout(() => say("Still looking. This one takes longer than usual…"), slowAfter);
  const again = () => run(question, { options, change, fresh, learnt });
  try {
    const answer = await ask("/v1/search", { body: toBody(question), signal });
    learn(answer.results.map(({ product }) => product), fresh);
    if (answer.results.length) found(question, answer, options, again);
    else nothingFound(question, change);
  } catch (error) {
    if (isStale(error)) return;
    failed(error, again, () => change(null));
  } finally {
    clearTimeout(slow);
  }
  learnt();
}

function begin(state) {
  running.abort();
  running = new AbortController();
  clearInterval(retry);
  matches = new Map();
  document.body.dataset.state = state;
  part("further").hidden = true;
  part("timing").textContent = "";
  hideMessage();
  say("");
  return running.signal;
}

const say = (text) => (part("count").textContent = text);

async function greet(signal, options, change, again) {
  try {
    const { products, total } = await ask("/v1/products?limit=24", { signal });
    keep(products);
    showCards(part("grid"), products.map((product) => ({ product })), { ...options, canLess: false });
    drawIdeas(products, change);
    part("timing").textContent = `${total.toLocaleString()} products`;
    if (!products.length) {
      document.body.dataset.state = "nothing";
      say("The catalogue is empty");
      showMessage("The catalogue is empty", "Import products and build the index; they can be searched from then on.");
    }
  } catch (error) {
    if (!isStale(error)) failed(error, again);
  }
}

function found(question, answer, options, again) {
  document.body.dataset.state = "found";
  // Words alone have no style of their own, so nothing is only "similar" to them.
  part("grid").classList.toggle("by-words", !question.picture && !question.product);
  place(question, answer, options, again, false);
}

function place(question, answer, options, again, further) {
  for (const { product, confidence } of answer.results) matches.set(product.id, confidence);
  keep(answer.results.map(({ product }) => product));
  showCards(part("grid"), answer.results, options, further);
  say(`${matches.size === 1 ? "1 match" : `${matches.size} best matches`}${answer.next ? ", more below" : ""}`);
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
    const answer = await ask("/v1/search", { body: toBody(question, page), signal: running.signal });
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

function nothingFound(question, change) {
  document.body.dataset.state = "nothing";
  part("grid").replaceChildren();
  say("Nothing found");
  const ways = [];
  if (isFiltered(question)) ways.push(["Clear the filters", () => change(withoutFilters(question))]);
  if (question.text && (question.picture || question.product)) ways.push(["Leave the words out", () => change({ ...question, text: "" })]);
  ways.push(["Start again", () => change(null)]);
  const advice = isFiltered(question)
    ? "Nothing that matches passes the filters. Loosen them and look again."
    : "Try other or fewer words, or show a picture of what you mean.";
  showMessage("Nothing found", advice, ways);
}

function failed(error, again, leave) {
  document.body.dataset.state = "failed";
  part("grid").replaceChildren();
  part("grid").removeAttribute("aria-busy");
  say(error.message);
  const waits = error.status === 503;
  showMessage(waits ? "One moment" : "That did not work", error.message, [["Try again", again], ...(leave ? [["Start again", leave]] : [])]);
  if (!waits) return;
  let left = Math.min(longestWait, error.retryAfter || 5);
  const tick = () => {
    if (left <= 0) return again();
    part("message").querySelector("button").textContent = `Try now, or wait ${left} s`;
    left -= 1;
  };
  tick();
  retry = setInterval(tick, 1000);
}
