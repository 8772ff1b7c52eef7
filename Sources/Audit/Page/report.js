// Shows the clusters that the page carries as data: a few at a time, found by their words, in the order asked for.
"use strict";
const clusters = [];
for (const block of document.querySelectorAll("script.clusters")) {
  for (const cluster of JSON.parse(block.textContent)) clusters.push(cluster);
  block.remove();
}
for (const cluster of clusters) {
  const words = cluster.members.flatMap((one) => [one.id, one.title, one.seller || ""]);
  cluster.words = `#${cluster.number} ${words.join(" ")}`.toLowerCase();
}

const [list, form, count, more] = ["list", "form", "count", "more"].map((id) => document.getElementById(id));
const step = 40;
let shown = [];
let next = 0;

const make = (name, attributes = {}, ...content) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element[key] = value;
  element.append(...content);
  return element;
};
// What a shop wrote keeps its own direction.
const said = (text) => make("bdi", {}, text);
const percent = (share) => share >= 0.995 && share < 1 ? "over 99 %" : `${Math.round(share * 100)} %`;

const orders = {
  surest: (a, b) => a.number - b.number,
  doubtful: (a, b) => a.confidence - b.confidence || a.number - b.number,
  largest: (a, b) => b.size - a.size || a.number - b.number,
};
const kinds = {
  all: () => true,
  undecided: (cluster) => !cluster.decision,
  decided: (cluster) => cluster.decision,
  apart: (cluster) => cluster.apart.length > 0,
  large: (cluster) => cluster.size > 2,
};

// A title with those of its words marked that another lacks, in whichever order it has them.
function different(title, other) {
  const left = new Map();
  for (const word of other.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []) left.set(word, (left.get(word) || 0) + 1);
  return (title.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) || []).map((part) => {
    const word = part.toLowerCase();
    const count = left.get(word) || 0;
    if (count) left.set(word, count - 1);
    return count || !/[\p{L}\p{N}]/u.test(part) ? part : make("mark", {}, part);
  });
}

function member(one, kept, others) {
  const isKept = one === kept;
  const title = isKept ? (others.length === 1 ? different(one.title, others[0].title) : [one.title]) : different(one.title, kept.title);
  const picture = one.picture
    ? make("img", { src: `data:image/webp;base64,${one.picture}`, alt: one.title, loading: "lazy", decoding: "async" })
    : make("div", { className: "none" }, one.image ? "its picture is not in this file" : "no picture");
  const label = isKept ? [make("span", { className: "label" }, "keep")] : [];
  const seller = one.seller ? [" · ", said(one.seller)] : [];
  return make("figure", { className: isKept ? "keep" : "" }, picture,
    make("figcaption", {}, ...label, make("bdi", {}, ...title), make("small", {}, said(one.id), ...seller)));
}

const sentence = (remarks) => {
  const text = remarks.join(", ");
  return text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "";
};

function pair(found) {
  const bars = found.bars.map(([name, share]) => {
    const fill = make("i");
    fill.style.width = `${share}%`;
    return make("span", { className: "bar" }, fill, `${name} ${share} %`);
  });
  return make("li", {}, make("b", {}, said(found.a), " and ", said(found.b)), `: ${percent(found.confidence)}`,
    found.remarks.length ? ` · ${found.remarks.join(" · ")}` : "", make("div", { className: "bars" }, ...bars));
}

function apart(found) {
  const place = found.cluster ? [" of ", make("a", { href: `#${found.cluster}` }, `cluster ${found.cluster}`)] : [];
  return make("p", { className: "apart" }, "Held apart from ", said(found.other), ...place,
    `, though it is ${percent(found.confidence)} like `, said(found.member),
    `: ${found.because.join("; ")} (the weakest pair is `, said(found.a), " and ", said(found.b), ` at ${percent(found.weakest)})`);
}

function section(cluster) {
  const kept = cluster.members.find((one) => one.id === cluster.keep) || cluster.members[0];
  const others = cluster.members.filter((one) => one !== kept);
  const left = cluster.size - cluster.members.length;
  const element = make("section", { id: `cluster-${cluster.number}` },
    make("div", { className: "title" }, make("h2", {}, `Cluster ${cluster.number}`),
      make("span", {}, `${cluster.size} listings`),
      ...(cluster.decision ? [make("span", { className: "badge" }, `decided: ${cluster.decision}`)] : []),
      make("span", { className: "sure" }, `${percent(cluster.confidence)} sure`)));
  const members = make("div", { className: "members" });
  if (kept) members.append(member(kept, kept, others));
  members.append(...others.map((one) => member(one, kept, others)));
  const notes = make("div", { className: "notes" });
  if (cluster.pairs.length) notes.append(make("p", {}, sentence(cluster.pairs[0].remarks)));
  if (cluster.why.length) notes.append(make("p", {}, "Keep ", make("b", {}, said(cluster.keep)), `: ${cluster.why.join("; ")}.`));
  if (left > 0) notes.append(make("p", {}, `And ${left} more listings, which clusters.jsonl names.`));
  notes.append(...cluster.apart.map(apart));
  if (cluster.pairs.length) {
    notes.append(make("details", {}, make("summary", {}, "What speaks for it"), make("ul", {}, ...cluster.pairs.map(pair))));
  }
  element.append(make("div", { className: "body" }, members, notes));
  return element;
}

function showMore(most) {
  const end = Math.min(shown.length, next + most);
  const batch = document.createDocumentFragment();
  for (; next < end; next++) batch.append(section(shown[next]));
  list.append(batch);
  more.hidden = next === shown.length;
}

function show() {
  const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const isKind = kinds[form.kind.value];
  shown = clusters.filter((one) => isKind(one) && words.every((word) => one.words.includes(word)));
  shown.sort(orders[form.order.value]);
  next = 0;
  list.replaceChildren();
  const said = (number) => number.toLocaleString("en");
  count.value = shown.length === clusters.length ? `${said(clusters.length)} clusters` : `${said(shown.length)} of ${said(clusters.length)} clusters`;
  if (!shown.length) list.append(make("p", { className: "empty" }, clusters.length ? "No cluster has these words." : "Nothing was found."));
  showMore(step);
}

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 120);
});
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.matches("input, select") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  form.words.focus();
});
addEventListener("hashchange", () => {
  const number = Number(location.hash.slice(1));
  if (!number) return;
  form.words.value = "";
  form.kind.value = "all";
  form.order.value = "surest";
  show();
  const place = shown.findIndex((one) => one.number === number);
  if (place < 0) return;
  if (place >= next) showMore(place + 1 - next);
  document.getElementById(`cluster-${number}`).scrollIntoView();
});
// Paper has all that was asked for.
addEventListener("beforeprint", () => showMore(shown.length));
new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) showMore(step);
}, { rootMargin: "1200px" }).observe(more);
show();
document.documentElement.dataset.state = "ready";
