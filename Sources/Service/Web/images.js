// Pictures of products on their plates.

import { hasKey } from "./key.js";
import { element } from "./parts.js";
import { askForBytes } from "./service.js";

/** Shows a picture in an image. An image cannot send a key, so with one its bytes are asked for instead. */
async function load(image, address) {
  if (!hasKey()) return void (image.src = address);
  try {
    const url = URL.createObjectURL(await askForBytes(address));
    const free = () => URL.revokeObjectURL(url);
    image.addEventListener("load", free, { once: true });
    image.addEventListener("error", free, { once: true });
    image.src = url;
  } catch {
    image.dispatchEvent(new Event("error"));
  }
}

/** Asks for a picture before it is shown. */
export function warm(address) {
  if (address && !hasKey()) new Image().src = address;
}

/** Shows a product's picture on its plate, or says that there is none. */
export function showPicture(plate, product, address = product.image) {
  const image = plate.querySelector("img");
  const none = () => plate.replaceChildren(element("span", { className: "none", textContent: "No picture" }));
  if (!address) return none();
  image.addEventListener("error", none, { once: true });
  // A picture of nearly the plate's shape fills it; any other is shown whole, so that no product loses its sides.
  image.addEventListener("load", () => {
    const shape = image.naturalWidth / image.naturalHeight;
    plate.classList.toggle("fill", shape > 0.75 && shape < 1.34);
    plate.classList.add("ready");
  });
  load(image, address);
}

/** Shows a small picture beside a name, where there is one. */
export function showThumb(image, { image: address }) {
  image.hidden = !address;
  if (!address) return;
  image.addEventListener("error", () => (image.hidden = true), { once: true });
  load(image, address);
}
