// Starts an audit.

import { part } from "../parts.js";
import { send } from "../service.js";
import { tell } from "../toast.js";

/** What an audit may be held to instead of the calibrated threshold, besides one of one's own. */
const purposes = { precision: 0.99, recall: 0.95 };

/** Asks what to look for, as an audit before did where one is given; calls `started` once an audit runs. */
export function begin({ relation = "duplicate", within = "all", since = null }, started) {
  const dialog = part("starting");
  const form = dialog.querySelector("form");
  form.reset();
  // Whoever says how sure wants to have it so.
  form.elements.percent.onfocus = () => (form.elements.purpose.value = "threshold");
  form.elements.relation.value = relation;
  form.elements.within.value = within;
  form.elements.since.value = since === null ? "" : "last";
  say("");
  form.onsubmit = async (event) => {
    event.preventDefault();
    const { purpose, percent, since, ...asked } = Object.fromEntries(new FormData(form));
    const held = purpose === "threshold" ? Number(percent) / 100 : purposes[purpose];
    const start = form.querySelector(".go");
    start.disabled = true;
    try {
      const chosen = { ...(purpose && { [purpose]: held }), ...(since && { since }) };
      await send("POST", "/v1/audits", { ...asked, ...chosen });
      dialog.close();
      tell("The audit runs.");
      started();
    } catch (error) {
      say(error.status === 409 ? "An audit is running. Wait for it, or stop it first." : error.message);
    } finally {
      start.disabled = false;
    }
  };
  dialog.querySelector(".cancel").onclick = () => dialog.close();
  dialog.showModal();
}

const say = (text) => (part("starting").querySelector(".problem").textContent = text);
