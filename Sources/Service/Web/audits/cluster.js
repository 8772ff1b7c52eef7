// One cluster, large: its listings, what they say, and why they were found.

import { copy, countText, element, part, percentText } from "../parts.js";
import { fieldRows } from "./difference.js";
import { drawEvidence } from "./evidence.js";
import { drawMembers, markMembers, mostBeside } from "./members.js";
import { verdictNames } from "./names.js";

/** Draws a cluster; `act` is told of "zoom", "keep", "belongs", "back", "before" and "after". */
export function drawCluster(cluster, act) {
  const { content, find } = copy("cluster-template");
  const { members } = cluster;
  find("h2").append(`Cluster ${cluster.number}: ${countText(members.length, "listing")}`, element("span", { className: "aloud", textContent: `, ${percentText(cluster.confidence)} sure` }));
  for (const step of ["back", "before", "after"]) find(`.${step}`).addEventListener("click", () => act(step));
  const isMany = members.length > mostBeside;
  find(".compare").classList.toggle("many", isMany);
  if (isMany) find(".glance").remove();
  find(".compare").style.setProperty("--listings", members.length);
  find(".glance")?.append(...glance(cluster));
  drawMembers(find(".members"), cluster, act);
  if (isMany) find(".fields").remove();
  else find("tbody").append(...fieldRows(members).map(row));
  part("cluster").replaceChildren(content);
  drawPairs(cluster);
}

/** Draws the pairs of the cluster that was drawn, more of which may be known by now. */
export const drawPairs = (cluster) => drawEvidence(part("cluster").querySelector(".evidence"), cluster);

/** For the eye, beside the pictures: how sure it is, and why the weakest pair is. All of it is said below, too. */
function glance({ confidence, pairs }) {
  const weakest = pairs.reduce((least, pair) => (pair.confidence < least.confidence ? pair : least), pairs[0]);
  const reasons = (weakest?.why ?? []).map((text) => element("li", { textContent: text }));
  return [element("p", { textContent: percentText(confidence) }), element("ul", {}, ...reasons)];
}

/** Shows what is chosen and decided of the cluster that was drawn. */
export function markCluster(cluster, draft, canStep) {
  const seat = part("cluster");
  const { decision } = cluster.ruling;
  const badge = seat.querySelector(".top .badge");
  badge.textContent = decision ? `Decided: ${verdictNames[decision].toLowerCase()}` : "";
  badge.dataset.decision = decision ?? "";
  markMembers(seat.querySelector(".members"), cluster, draft);
  for (const step of ["before", "after"]) seat.querySelector(`.${step}`).disabled = !canStep[step];
}

function row({ name, values, differs, odd }) {
  const heading = element("th", { scope: "row", textContent: name });
  if (differs) heading.append(element("span", { className: "aloud", textContent: ", they differ" }));
  const cells = values.map((value, at) => {
    const cell = element("td", { textContent: value || "–" });
    cell.classList.toggle("odd", odd[at]);
    cell.dataset.listing = at + 1;
    return cell;
  });
  const made = element("tr", { className: differs ? "differs" : "" }, heading, ...cells);
  // Said outright, since a narrow screen lays the table out in another way.
  made.setAttribute("role", "row");
  heading.setAttribute("role", "rowheader");
  for (const cell of cells) cell.setAttribute("role", "cell");
  return made;
}
