// The search bar: the words, and a chip for everything else the question is made of.

import { copy, part } from "./parts.js";
import { isAsked } from "./question.js";
import { product } from "./service.js";

/** Draws the bar of a question; `change` is called with the question that removing a chip leads to. */
export function drawBar(question, change) {
  // Words typed but not yet asked for outlast a change of anything else.
  if (part("words").dataset.asked !== question.text) part("words").value = question.text;
  part("words").dataset.asked = question.text;
  part("words").placeholder = isAsked({ ...question, text: "" }) ? "Add words: in blue, with long sleeves…" : "What are you looking for?";
  const chips = [];
  if (question.picture) {
    chips.push(chip("Your picture", question.picture.url, () => change({ ...question, picture: null })));
  }
  if (question.product) chips.push(productChip(question.product, "Like", () => change({ ...question, product: "" })));
  if (question.less) chips.push(productChip(question.less, "Not like", () => change({ ...question, less: "" })));
  part("inputs").replaceChildren(...chips);
}

function chip(name, picture, remove) {
  const { content, find } = copy("input-template");
  find(".name").textContent = name;
  find("img").hidden = !picture;
  if (picture) find("img").src = picture;
  find(".remove").setAttribute("aria-label", `Remove: ${name}`);
  find(".remove").addEventListener("click", () => {
    remove();
    part("words").focus();
  });
  return content.firstElementChild;
}

/** A product's chip shows its id until its title is known, and keeps it where the product is gone. */
function productChip(id, relation, remove) {
  const item = chip(`${relation} ${id}`, "", remove);
  item.classList.toggle("unlike", relation !== "Like");
  product(id).then(({ title, image }) => {
    const name = `${relation} ${title}`;
    item.querySelector(".name").textContent = name;
    item.querySelector(".remove").setAttribute("aria-label", `Remove: ${name}`);
    if (image) Object.assign(item.querySelector("img"), { src: image, hidden: false });
  }).catch(() => {});
  return item;
}
