// A box drawn on a picture, with a mouse, a finger or the keyboard: the part of it that is searched.

const least = 0.04;
const step = 0.02;
const settled = 500;

const within = (value, low, high) => Math.min(high, Math.max(low, value));
const round = (value) => Math.round(value * 10_000) / 10_000;

/** The box between two points, in fractions of the picture's sides. */
function between(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)].map(round);
  return { x, y, width: round(Math.abs(a.x - b.x)), height: round(Math.abs(a.y - b.y)) };
}

const isLargeEnough = (box) => box.width >= least && box.height >= least;
const moved = (box, dx, dy) =>
  ({ ...box, x: round(within(box.x + dx, 0, 1 - box.width)), y: round(within(box.y + dy, 0, 1 - box.height)) });
const resized = (box, dx, dy) => ({
  ...box, width: round(within(box.width + dx, least, 1 - box.x)), height: round(within(box.height + dy, least, 1 - box.y)),
});

/** A box in words, for those who do not see it. */
export function boxText({ x, y, width, height }) {
  const [left, top, wide, high] = [x, y, width, height].map((share) => `${Math.round(share * 100)} %`);
  return `${wide} wide and ${high} high, ${left} from the left and ${top} from the top`;
}

/**
 * Lets the reader draw on `frame`, which has the picture's size, a `.box` in it and a corner of that.
 *
 * `chosen` is called with a box once it stands, and with nothing once it is taken away.
 */
export function drawOn(frame, box, chosen) {
  const shown = frame.querySelector(".box");
  let [current, before, timer] = [box, box, 0];
  show(box);

  function show(next) {
    current = next;
    shown.hidden = !next;
    if (!next) return;
    for (const side of ["x", "y", "width", "height"]) shown.style.setProperty(`--${side}`, `${next[side] * 100}%`);
    shown.setAttribute("aria-label", `Part that is searched: ${boxText(next)}`);
  }

  const place = (event) => {
    const sides = frame.getBoundingClientRect();
    return { x: within((event.clientX - sides.x) / sides.width, 0, 1), y: within((event.clientY - sides.y) / sides.height, 0, 1) };
  };

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    before = current;
    const start = place(event);
    const [isCorner, isBox] = [event.target.classList.contains("corner"), event.target === shown];
    const drawn = (at) => {
      if (isCorner) return resized(before, at.x - start.x, at.y - start.y);
      return isBox ? moved(before, at.x - start.x, at.y - start.y) : between(start, at);
    };
    const move = (event) => show(drawn(place(event)));
    const stop = (end) => {
      frame.removeEventListener("pointermove", move);
      for (const kind of ["pointerup", "pointercancel"]) frame.removeEventListener(kind, stop);
      // A touch of the picture alone draws nothing.
      const next = end.type === "pointerup" ? drawn(place(end)) : before;
      show(next && isLargeEnough(next) ? next : before);
      if (JSON.stringify(current) !== JSON.stringify(before)) chosen(current);
    };
    frame.addEventListener("pointermove", move);
    for (const kind of ["pointerup", "pointercancel"]) frame.addEventListener(kind, stop);
  });

  shown.addEventListener("keydown", (event) => {
    const arrows = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (["Delete", "Backspace"].includes(event.key)) return chosen(null);
    if (!arrows[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    show((event.shiftKey ? resized : moved)(current, ...arrows[event.key]));
    // Searched once the keys rest.
    clearTimeout(timer);
    timer = setTimeout(() => chosen(current), settled);
  });
}
