// What the page says where there are no results: nothing found, busy, offline, a key needed, and what else can be.

import { setKey } from "./key.js";
import { copy, part } from "./parts.js";
import { hasLook, isFiltered, withoutFilters } from "./question.js";
import { showMessage } from "./results.js";

const longestWait = 60;
let retry = 0;
let back = null;

/** Ends whatever a state before was waiting for. */
export function stopWaiting() {
  clearInterval(retry);
  removeEventListener("online", back);
}

function enter(state, words) {
  document.body.dataset.state = state;
  part("grid").replaceChildren();
  part("grid").removeAttribute("aria-busy");
  part("count").textContent = words;
}

/** There is nothing to search. */
export function showEmptyCatalogue() {
  enter("nothing", "The catalogue is empty");
  showMessage("empty", "The catalogue is empty", "Import products and build the index; they can be searched from then on.");
}

/** Nothing answers the question; offers what may help. */
export function showNothingFound(question, change) {
  enter("nothing", "Nothing found");
  const ways = [];
  if (isFiltered(question)) ways.push(["Clear the filters", () => change(withoutFilters(question))]);
  if (question.box) ways.push(["Search the whole picture", () => change({ ...question, box: null })]);
  if (question.text && hasLook(question)) ways.push(["Leave the words out", () => change({ ...question, text: "" })]);
  ways.push(["Start again", () => change(null)]);
  const advice = isFiltered(question)
    ? "Nothing that matches passes the filters. Loosen them and look again."
    : "Try other or fewer words, or show a picture of what you mean.";
  showMessage("empty", "Nothing found", advice, ways);
}

/** A request failed; `again` asks once more, `leave` starts from the beginning where that is another question. */
export function showFailure(error, again, leave) {
  enter("failed", error.message);
  const ways = [["Try again", again], ...(leave ? [["Start again", leave]] : [])];
  if (error.status === 401) return askForKey(error, again);
  if (error.kind === "unreachable" && !navigator.onLine) return waitForNetwork(again);
  if ([429, 503].includes(error.status)) return waitFor(error, ways, again);
  if (["bad-picture", "too-large"].includes(error.kind) && leave) {
    const other = ["Choose another picture", () => part("file").click()];
    return showMessage("picture", "This picture can't be searched with", error.message, [other, ["Start again", leave]]);
  }
  if (error.status === 404 && leave) return showMessage("empty", "That is not there any more", error.message, [["Start again", leave]]);
  showMessage("failed", "That did not work", error.message, ways);
}

/** Counts down as long as the service asked for, then asks again by itself. */
function waitFor(error, ways, again) {
  const busy = error.kind === "busy" || error.status === 429;
  const title = busy ? "Many people are searching just now" : "One moment";
  showMessage("waiting", title, error.message, ways);
  let left = Math.min(longestWait, error.retryAfter || 5);
  const tick = () => {
    if (left <= 0) return again();
    part("message").querySelector("button").textContent = `Try now, or wait ${left} s`;
    left -= 1;
  };
  tick();
  retry = setInterval(tick, 1000);
}

function waitForNetwork(again) {
  showMessage("offline", "You are offline", "The search goes on by itself once this machine is connected again.", [["Try again", again]]);
  back = again;
  addEventListener("online", again, { once: true });
}

function askForKey(error, again) {
  setKey("");
  const { content, find } = copy("key-template");
  const wrong = error.kind === "unknown-key";
  const title = wrong ? "This key is not known here" : "A key is needed";
  showMessage("key", title, wrong ? "Look whether it is all there, or ask whoever runs this service." : "This service answers to those who have a key. Whoever runs it gives them out.");
  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const given = part("key").value.trim();
    if (!given) return;
    setKey(given);
    again();
  });
  part("message").append(content);
  if (wrong) part("key").focus();
}
