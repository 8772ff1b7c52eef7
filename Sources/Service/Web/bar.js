// The search bar: the words, and a chip for what they are joined with.

import { showThumb } from "./images.js";
import { copy, part } from "./parts.js";
import { hasLook } from "./question.js";
import { product } from "./service.js";

/** Draws the bar of a question; `change` is called with the question that removing a chip leads to. */
export function drawBar(question, change) {
  // Words typed but not yet asked for outlast a change of anything else.
  if (part("words").dataset.asked !== question.text) part("words").value = question.text;
  part("words").dataset.asked = question.text;
  part("words").placeholder = hasLook(question) ? "Add words: in blue, with long sleeves…" : "What are you looking for?";
  const chips = [];
  if (question.picture) {
    chips.push(chip("Your picture", { image: question.picture.url }, () => change({ ...question, picture: null, box: null })));
  }
  if (question.product) chips.push(productChip(question.product, () => change({ ...question, product: "" })));
  part("inputs").replaceChildren(...chips);
}

function chip(name, shown, remove) {
  const { content, find } = copy("input-template");
  find(".name").textContent = name;
  find("img").hidden = !shown.image;
  if (shown.image) find("img").src = shown.image;
  find(".remove").setAttribute("aria-label", `Remove: ${name}`);
  find(".remove").addEventListener("click", () => {
    remove();
    part("words").focus();
  });
  return content.firstElementChild;
}

/** A product's chip shows its id until its title is known, and keeps it where the product is gone. */
function productChip(id, remove) {
  const item = chip(`Like ${id}`, {}, remove);
  product(id).then((found) => {
    const name = `Like ${found.title}`;
    item.querySelector(".name").textContent = name;
    item.querySelector(".remove").setAttribute("aria-label", `Remove: ${name}`);
    showThumb(item.querySelector("img"), found);
  }).catch(() => {});
  return item;
}
