// The look-on panel: one product large, and what belongs to it.

import { showPicture } from "./images.js";
import { button, copy, element, fieldName, part, priceText, showMatch } from "./parts.js";
import { beginRelated, fillRelated } from "./related.js";
import { isStale, product as productOf, seen } from "./service.js";

const panel = part("panel");
let asking = new AbortController();

/** Opens the panel on a product, or shows another in it; `options` are those of cards, `canReturn` shows the way back. */
export async function openPanel(id, options, match, canReturn) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  if (!seen(id)) panel.replaceChildren(element("p", { id: "panel-title", className: "message", textContent: "Loading…" }));
  try {
    const found = await productOf(id, signal);
    if (signal.aborted) return;
    draw(found, options, match, canReturn);
    await fillRelated(found, options, signal);
  } catch (error) {
    if (!isStale(error)) drawProblem(error);
  }
}

/** Closes the panel, where it is open. */
export function closePanel() {
  asking.abort();
  if (panel.open) panel.close();
}

/** Calls `left` whenever the panel was closed, however that came about. */
export function whenPanelCloses(left) {
  panel.addEventListener("close", left);
  // The panel covers itself with its content; a click on it alone is one on the backdrop.
  panel.addEventListener("click", (event) => event.target === panel && panel.close());
}

function draw(product, { act, canLess }, match, canReturn) {
  const { content, find } = copy("panel-template");
  find(".close").addEventListener("click", () => panel.close());
  find(".back").hidden = !canReturn;
  find(".back").addEventListener("click", () => history.back());
  showPicture(find(".plate"), product);
  find("img")?.setAttribute("alt", `Picture of ${product.title}`);
  find(".path").textContent = (product.category ?? []).join(" › ");
  find("h2").textContent = product.title;
  find(".price").textContent = priceText(product);
  find(".seller").textContent = product.seller ? `at ${product.seller}` : "";
  if (match !== undefined) showMatch(find(".match"), match);
  find(".match").hidden = match === undefined;
  find(".description").textContent = product.description ?? "";
  const facts = { Brand: product.brand, ...product.attributes, Number: product.id };
  for (const [name, value] of Object.entries(facts)) {
    if (value) find("dl").append(element("div", {}, element("dt", { textContent: fieldName(name) }), element("dd", { textContent: value })));
  }
  find(".more").addEventListener("click", () => act("more", product));
  find(".less").hidden = !canLess;
  find(".less").addEventListener("click", () => act("less", product));
  find(".refine").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = event.target.querySelector("input").value.trim();
    if (words) act("refine", product, words);
  });
  drawGallery(find(".gallery"), find(".plate"), product);
  panel.replaceChildren(content);
  beginRelated();
  part("panel-title").focus({ preventScroll: true });
}

/** Further pictures of a product, to be seen on the plate. */
function drawGallery(list, plate, product) {
  const { images = [], title } = product;
  list.hidden = images.length < 2;
  list.append(...images.map((address, index) => {
    const show = button("thumb", "", () => {
      for (const other of list.querySelectorAll("button")) other.setAttribute("aria-pressed", other === show);
      plate.replaceChildren(element("img", { alt: `Picture ${index + 1} of ${title}` }));
      showPicture(plate, product, address);
    }, `Picture ${index + 1}`);
    show.setAttribute("aria-pressed", index === 0);
    const small = element("span", { className: "plate" }, element("img", { alt: "" }));
    show.append(small);
    showPicture(small, product, address);
    return element("li", {}, show);
  }));
}

function drawProblem(error) {
  const close = button("go", "Close", () => panel.close());
  panel.replaceChildren(
    element("div", { className: "message" },
      element("h2", { id: "panel-title", textContent: "This product can't be shown" }),
      element("p", { textContent: error.message }), close));
}
