// The listings of a cluster side by side: pictures, titles, which to keep, and which belong.

import { showPicture } from "../images.js";
import { copy, element, priceText } from "../parts.js";
import { markedWords, titlePieces, unlike } from "./difference.js";

/** Listings that fit side by side, each with a column of the table below; more are held against the one to keep. */
export const mostBeside = 4;

/** Draws a card for each member into `list`. `act` is told of "zoom", of "keep" and of "belongs", with the member. */
export function drawMembers(list, { number, members }, act) {
  list.replaceChildren(...members.map((member, at) => card(member, at, number, act)));
}

function card(member, at, cluster, act) {
  const { content, find } = copy("member-template");
  const item = find(".member");
  item.dataset.member = member.id;
  showPicture(find(".plate"), member);
  find(".number").textContent = at + 1;
  find(".picture").setAttribute("aria-label", `Picture ${at + 1}, large: ${member.title}`);
  find(".picture").addEventListener("click", () => act("zoom", member));
  find(".seller").textContent = member.seller ?? "";
  find(".price").textContent = priceText(member);
  const [keep, belongs] = [find(".keep input"), find(".belongs input")];
  Object.assign(keep, { name: `keep-${cluster}`, value: member.id });
  keep.setAttribute("aria-label", `Keep ${at + 1}: ${member.title}`);
  belongs.setAttribute("aria-label", `${at + 1} belongs here: ${member.title}`);
  keep.addEventListener("change", () => act("keep", member));
  belongs.addEventListener("change", () => act("belongs", member));
  const since = member.gone ? "No longer in the catalogue" : member.changed ? "Changed since the audit" : "";
  if (since) find(".facts").after(element("p", { className: "since", textContent: since }));
  return content;
}

/** Shows on the cards what is chosen, and in what the listings differ. */
export function markMembers(list, { members, keep_why: why, keep: suggested, wasKept }, { keep, out }) {
  const isMany = members.length > mostBeside;
  const kept = members.find(({ id }) => id === keep) ?? members[0];
  const titles = titlePieces(members.map(({ title }) => title), isMany ? kept.title : undefined);
  members.forEach((member, at) => {
    const item = list.children[at];
    const find = (selector) => item.querySelector(selector);
    item.classList.toggle("kept", member.id === keep);
    item.classList.toggle("out", out.has(member.id));
    find(".keep input").checked = member.id === keep;
    find(".belongs input").checked = !out.has(member.id);
    find(".name").replaceChildren(...titles[at].map(word));
    const marked = markedWords(titles[at]);
    find(".words").textContent = marked.length ? `Differing words: ${marked.join(", ")}.` : "";
    find(".advice").textContent = advice(member, { suggested, why, wasKept, out });
    find(".unlike").hidden = !isMany;
    if (isMany) find(".unlike").replaceChildren(...unlike(member, kept).map(chip));
    find(".price").classList.toggle("odd", isMany && priceText(member) !== priceText(kept));
  });
}

function word({ text, differs, isNumber }) {
  return differs ? element("mark", { className: isNumber ? "figure" : "", textContent: text }) : text;
}

const chip = ({ name, value }) => element("li", {}, element("b", { textContent: name }), ` ${value}`);

function advice({ id }, { suggested, why, wasKept, out }) {
  if (out.has(id)) return "Taken out: a product of its own.";
  return id === suggested ? [wasKept ? "Kept" : "Suggested", why].filter(Boolean).join(": ") : "";
}
