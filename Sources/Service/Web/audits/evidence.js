// Why listings were found to be the same, pair by pair.

import { element, percentText } from "../parts.js";

const fewPairs = 6;

/** How alike, for what the service gives as a share of one. */
const measures = {
  image: "Pictures", overlay: "Picture details", text: "Texts", joint: "Both together", title_overlap: "Title words",
  price_ratio: "Price",
};

/** Draws the pairs of a cluster; of many, the weakest first, since those are what a decision hangs on. */
export function drawEvidence(section, { members, pairs }) {
  const place = new Map(members.map(({ id }, at) => [id, at + 1]));
  const sorted = [...pairs].sort((a, b) => a.confidence - b.confidence);
  const [list, all] = [section.querySelector("ul"), section.querySelector("button")];
  const show = (some) => list.replaceChildren(...some.map((pair) => line(pair, place, pairs.length > 1)));
  show(sorted.slice(0, fewPairs));
  all.hidden = sorted.length <= fewPairs;
  all.textContent = `Show all ${sorted.length.toLocaleString()} pairs`;
  all.onclick = () => {
    show(sorted);
    all.hidden = true;
    list.children[fewPairs].focus();
  };
}

function line({ a, b, confidence, evidence, why }, place, isNamed) {
  const name = isNamed ? [element("b", { textContent: `${place.get(a)} and ${place.get(b)}` })] : [];
  const sure = element("span", { className: "sure", textContent: `${percentText(confidence)} sure` });
  const words = element("ul", { className: "why" }, ...(why ?? []).map((text) => element("li", { textContent: text })));
  return element("li", { tabIndex: -1 }, element("p", {}, ...name, sure), words, bars(evidence ?? {}));
}

function bars(evidence) {
  const known = Object.entries(measures).filter(([name]) => typeof evidence[name] === "number");
  return element("dl", { className: "bars" }, ...known.map(([name, label]) => {
    const share = Math.min(1, Math.max(0, evidence[name]));
    const meter = element("meter", { min: 0, max: 1, value: share });
    meter.setAttribute("aria-hidden", "true");
    const value = element("dd", {}, meter, element("span", { textContent: percentText(share) }));
    return element("div", {}, element("dt", { textContent: label }), value);
  }));
}
