// The pictures of a cluster large and side by side; all move and grow together.

import { showPicture } from "../images.js";
import { button, element, part, sign } from "../parts.js";

const largest = 8;
const step = 1.4;
const zoom = part("zoom");
let view = { scale: 1, x: 0, y: 0 };

/** Shows pictures, the first of them in hand. */
export function openZoom(members) {
  const figures = members.map((member) => {
    const plate = element("div", { className: "plate" }, element("img", { alt: `Picture of ${member.title}`, draggable: false }));
    showPicture(plate, member);
    return element("figure", {}, plate, element("figcaption", { textContent: member.title }));
  });
  const tool = (label, name, act) => {
    const made = button("tool", "", act, label);
    made.append(sign(name));
    made.title = label;
    return made;
  };
  const bar = element("div", { className: "bar" },
    tool("Smaller", "i-minus", () => grow(1 / step)), element("output", {}), tool("Larger", "i-plus", () => grow(step)),
    button("quiet", "Whole picture", whole), tool("Close", "i-close", () => zoom.close()));
  zoom.replaceChildren(bar, element("div", { className: "figures" }, ...figures));
  whole();
  if (!zoom.open) zoom.showModal();
}

/** Moves to a view, no further than the pictures reach. */
function look(next) {
  const scale = Math.min(largest, Math.max(1, next.scale));
  const reach = (scale - 1) / 2;
  const within = (value) => Math.min(reach, Math.max(-reach, value));
  view = { scale, x: within(next.x), y: within(next.y) };
  zoom.style.setProperty("--scale", scale);
  zoom.style.setProperty("--x", `${view.x * 100}%`);
  zoom.style.setProperty("--y", `${view.y * 100}%`);
  zoom.querySelector("output").textContent = `${Math.round(scale * 100)} %`;
}

const grow = (factor, x = 0, y = 0) => {
  const scale = Math.min(largest, Math.max(1, view.scale * factor));
  const part = scale / view.scale;
  // What is under the pointer, x and y from the middle, stays there.
  look({ scale, x: x - (x - view.x) * part, y: y - (y - view.y) * part });
};
const whole = () => look({ scale: 1, x: 0, y: 0 });
const move = (x, y) => look({ ...view, x: view.x + x, y: view.y + y });

/** Hears wheel, pointer and keys, once. */
export function hearZoom() {
  zoom.addEventListener("wheel", (event) => {
    const plate = event.target.closest(".plate");
    if (!plate) return;
    event.preventDefault();
    const sides = plate.getBoundingClientRect();
    const at = [(event.clientX - sides.x) / sides.width - 0.5, (event.clientY - sides.y) / sides.height - 0.5];
    grow(event.deltaY < 0 ? 1.15 : 1 / 1.15, ...at);
  }, { passive: false });
  zoom.addEventListener("pointerdown", (event) => {
    const plate = event.target.closest(".plate");
    if (!plate || event.button !== 0) return;
    plate.setPointerCapture(event.pointerId);
    const sides = plate.getBoundingClientRect();
    const drag = ({ movementX, movementY }) => move(movementX / sides.width, movementY / sides.height);
    plate.addEventListener("pointermove", drag);
    for (const end of ["pointerup", "pointercancel"]) plate.addEventListener(end, () => plate.removeEventListener("pointermove", drag), { once: true });
  });
  zoom.addEventListener("dblclick", (event) => event.target.closest(".plate") && (view.scale > 1 ? whole() : grow(step * step)));
  zoom.addEventListener("keydown", (event) => {
    const part = 0.1;
    const acts = {
      "+": () => grow(step), "=": () => grow(step), "-": () => grow(1 / step), 0: whole, z: () => zoom.close(),
      ArrowLeft: () => move(part, 0), ArrowRight: () => move(-part, 0), ArrowUp: () => move(0, part), ArrowDown: () => move(0, -part),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  zoom.addEventListener("click", ({ target }) => target === zoom && zoom.close());
}
