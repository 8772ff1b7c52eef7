// What is looked for, in large: the picture with a box to draw on it, or the product; and how much words count beside it.

import { drawOn } from "./box.js";
import { showPicture } from "./images.js";
import { copy, part } from "./parts.js";
import { evenMix, isMixed } from "./question.js";
import { product } from "./service.js";

const firstBox = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
let drawn = "";
let current = null;

/** Draws what a question asks for by looks; `change` is called with another question. */
export function drawStage(question, change) {
  current = { question, change };
  const stage = part("stage");
  const name = question.picture ? `picture ${question.picture.number}` : question.product && `product ${question.product}`;
  stage.hidden = !name;
  if (name !== drawn) stage.replaceChildren(...(name ? [question.picture ? pictureStage() : productStage()] : []));
  drawn = name;
  if (!name) return;
  if (question.picture) showBox();
  showMix(stage);
}

const go = (fields) => current.change({ ...current.question, ...fields });

function pictureStage() {
  const { content, find } = copy("picture-template");
  const { picture } = current.question;
  Object.assign(find(".frame img"), { src: picture.url, width: picture.width, height: picture.height });
  find(".frame").style.setProperty("--shape", picture.width / picture.height);
  find(".part").addEventListener("click", () => go({ box: firstBox }));
  find(".whole").addEventListener("click", () => go({ box: null }));
  find(".other").addEventListener("click", () => part("file").click());
  return content;
}

/** The box, drawn anew from the question: its listeners go with the frame that they are on. */
function showBox() {
  const { box } = current.question;
  const old = part("stage").querySelector(".frame");
  const focused = old.contains(document.activeElement);
  const usedPart = document.activeElement === part("stage").querySelector(".part");
  const frame = old.cloneNode(true);
  old.replaceWith(frame);
  drawOn(frame, box, (box) => go({ box }));
  part("stage").querySelector(".part").hidden = Boolean(box);
  part("stage").querySelector(".whole").hidden = !box;
  part("stage").querySelector(".told").textContent = box
    ? "Searching the part in the box. Drag it or its corner to change it."
    : "Drag over the picture to search for a part of it only.";
  if (box && (focused || usedPart)) frame.querySelector(".box").focus({ preventScroll: true });
  else if (focused) part("stage").querySelector(".part").focus({ preventScroll: true });
}

function productStage() {
  const { content, find } = copy("like-template");
  const [plate, title, id] = [find(".plate"), find("h2"), current.question.product];
  title.textContent = `Like ${id}`;
  product(id).then((found) => {
    title.textContent = found.title;
    showPicture(plate, found);
  }).catch(() => plate.replaceChildren());
  return content;
}

/** The scale between looks and words; only where there are both. */
function showMix(stage) {
  const { question } = current;
  const [mix, scale] = [stage.querySelector(".mix"), stage.querySelector(".mix input")];
  mix.hidden = !isMixed(question);
  const looks = question.picture ? "picture" : "product";
  const tell = () => {
    const [words, rest] = [Number(scale.value), 100 - Number(scale.value)];
    mix.querySelector(".looks").textContent = `${looks === "picture" ? "Picture" : "Looks"} ${rest} %`;
    mix.querySelector(".words").textContent = `Words ${words} %`;
    scale.setAttribute("aria-valuetext", `words ${words} %, ${looks} ${rest} %`);
  };
  scale.value = question.mix || evenMix;
  tell();
  scale.oninput = tell;
  scale.onchange = () => go({ mix: Number(scale.value) === evenMix ? "" : scale.value });
}
