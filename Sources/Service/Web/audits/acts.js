// What the reader does with clusters: look, choose, select, decide, undo.

import { closeMenu } from "../menus.js";
import { countText } from "../parts.js";
import { tell } from "../toast.js";
import { look, mark } from "./bench.js";
import { verdictNames } from "./names.js";
import { first, neighbour, session, shown } from "./session.js";
import { openZoom } from "./zoom.js";

const lower = (verdict) => verdictNames[verdict].toLowerCase();

/** What a click or a key asks for; gives whether that was anything. */
export function act(what, given) {
  const { clusters, current, selection } = session;
  if (!clusters) return false;
  const acts = {
    look: () => look(given), back: () => look(null), after: () => step(1), before: () => step(-1), undo,
    decide: () => decide(given), select: () => toggle(given ?? current), "select all": () => select(given),
  };
  if (acts[what]) acts[what]();
  else if (what === "drop" && selection.size) select([]);
  else if (what !== "drop" && current) choose(what, given);
  else return false;
  return true;
}

/** What is chosen in the cluster in hand. */
function choose(what, given) {
  const { current, drafts } = session;
  const { members } = current;
  if (what === "zoom") return openZoom(given ? [given, ...beside(given)] : members.slice(0, 4));
  if (what === "keep") drafts.keep(current, given.id);
  else if (what === "keep number") drafts.keep(current, members[given]?.id);
  else if (what === "keep step") drafts.step(current, given);
  else if (what === "belongs") drafts.toggle(current, given.id);
  mark();
}

/** What a picture is looked at beside: all others of a few, of many the one to keep. */
function beside(member) {
  const { current, drafts } = session;
  const others = current.members.filter((other) => other !== member);
  return others.length < 4 ? others : [others.find(({ id }) => id === drafts.of(current).keep) ?? others[0]];
}

function step(by) {
  const next = neighbour(by);
  if (next) look(next);
}

function toggle(cluster) {
  const { selection } = session;
  if (cluster && !selection.delete(cluster.number)) selection.add(cluster.number);
  mark();
}

function select(chosen) {
  closeMenu();
  session.selection = new Set(chosen.map(({ number }) => number));
  mark();
  tell(chosen.length ? `${countText(chosen.length, "cluster")} selected.` : "Nothing is selected.");
}

/** Decides the clusters that are selected; else the one in hand, with what is chosen in it. */
export function decide(verdict) {
  const { current, decisions, drafts, place, selection } = session;
  if (selection.size) return decideSelected(verdict);
  if (!current) return;
  const ruling = drafts.ruling(current, verdict);
  if (!ruling) return tell("Two listings at least have to belong here. Tick those that do.");
  const listed = shown();
  const rest = listed.slice(listed.indexOf(current) + 1);
  decisions.decide(current, ruling);
  const { open } = decisions.counts;
  tell(`Cluster ${current.number}: ${lower(verdict)}. ${open ? `${open.toLocaleString()} to go.` : "All are decided."}`, ["Undo", undo]);
  const isWanted = (next) => next !== current && (place.state === "decided" || !next.ruling.decision);
  look(rest.find(isWanted) ?? shown().find(isWanted) ?? (place.state === "open" ? null : current));
}

function decideSelected(verdict) {
  const { clusters, current, decisions, place, selection } = session;
  const chosen = [...selection].map((number) => clusters.get(number));
  session.selection = new Set();
  decisions.decideAll(chosen, verdict);
  for (const cluster of chosen) session.drafts.forget(cluster);
  tell(`${countText(chosen.length, "cluster")}: ${lower(verdict)}.`, ["Undo", undo]);
  if (place.state === "open" && current?.ruling.decision) look(first());
  else mark();
}

/** Takes the last decision back, be it of one cluster or of many. */
export function undo() {
  const numbers = session.decisions.undo();
  if (!numbers.length) return tell("There is nothing to undo.");
  const [number] = numbers;
  tell(numbers.length > 1 ? `Taken back for ${countText(numbers.length, "cluster")}.` : `Taken back: cluster ${number}.`);
  const cluster = session.clusters.get(number);
  if (cluster && numbers.length === 1) look(cluster);
  else if (!session.current) look(first());
  else mark();
}

/** Says that the service did not take a decision. */
export function refused(cluster, error) {
  tell(`Cluster ${cluster.number} was not decided. ${error.message}`, ["Show it", () => look(cluster)]);
}
