// What is said in passing, to eyes and to screen readers.

import { button, part } from "./parts.js";

const shownFor = 6000;
let timer = 0;

/** Says something in passing; `way` is a pair of a label and what it does, offered beside the words. */
export function tell(text, way) {
  const offer = way && button("way", way[0], () => {
    hush();
    way[1]();
  });
  part("toast").replaceChildren(text, ...(offer ? [offer] : []));
  document.body.classList.add("telling");
  clearTimeout(timer);
  timer = setTimeout(hush, shownFor);
}

function hush() {
  document.body.classList.remove("telling");
  part("toast").replaceChildren();
}
