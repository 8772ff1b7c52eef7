// What a page says where a request failed: busy, offline, a key needed, and what else can be.

import { setKey } from "./key.js";
import { showMessage } from "./message.js";
import { element, part } from "./parts.js";

const longestWait = 60;
let retry = 0;
let back = null;

/** Ends whatever a state before was waiting for. */
export function stopWaiting() {
  clearInterval(retry);
  removeEventListener("online", back);
}

/** Empties the page for a state of it; `words` are what a screen reader is told. */
export function enter(state, words) {
  document.body.dataset.state = state;
  part("grid").replaceChildren();
  part("grid").removeAttribute("aria-busy");
  part("count").textContent = words;
}

/** A request failed; `again` asks once more, `leave` goes where that did not fail, if that is elsewhere. */
export function showFailure(error, again, leave, leaving = "Start again") {
  enter("failed", error.message);
  const ways = [["Try again", again], ...(leave ? [[leaving, leave]] : [])];
  if (error.status === 401) return askForKey(error, again);
  if (error.kind === "unreachable" && !navigator.onLine) return waitForNetwork(again);
  if ([429, 503].includes(error.status)) return waitFor(error, ways, again);
  if (["bad-picture", "too-large"].includes(error.kind) && leave) {
    const other = ["Choose another picture", () => part("file").click()];
    return showMessage("picture", "This picture can't be searched with", error.message, [other, [leaving, leave]]);
  }
  if (error.status === 404 && leave) return showMessage("empty", "That is not there any more", error.message, [[leaving, leave]]);
  showMessage("failed", "That did not work", error.message, ways);
}

/** Counts down as long as the service asked for, then asks again by itself. */
function waitFor(error, ways, again) {
  const busy = error.kind === "busy" || error.status === 429;
  const title = busy ? "Many people are asking just now" : "One moment";
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
  showMessage("offline", "You are offline", "The page goes on by itself once this machine is connected again.", [["Try again", again]]);
  back = again;
  addEventListener("online", again, { once: true });
}

function askForKey(error, again) {
  setKey("");
  const wrong = error.kind === "unknown-key";
  const title = wrong ? "This key is not known here" : "A key is needed";
  showMessage("key", title, wrong ? "Look whether it is all there, or ask whoever runs this service." : "This service answers to those who have a key. Whoever runs it gives them out.");
  const form = keyForm();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = part("key").value.trim();
    if (!given) return;
    setKey(given);
    again();
  });
  part("message").append(form);
  if (wrong) part("key").focus();
}

/** A form that a browser's own memory for keys knows, too. */
function keyForm() {
  const name = element("input", { type: "text", hidden: true, autocomplete: "username", value: "SameStyle" });
  const key = element("input", { id: "key", type: "password", autocomplete: "current-password", required: true, maxLength: 500 });
  const label = element("label", { htmlFor: "key", textContent: "Key" });
  return element("form", { className: "inline" }, name, label, key, element("button", { className: "go", textContent: "Go on" }));
}
