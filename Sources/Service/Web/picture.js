// Takes pictures in: dropped anywhere, pasted, or chosen.

import { part } from "./parts.js";

/** A model looks at a few hundred pixels; more only takes longer to send. */
const largestSide = 1280;
/** What the service reads. Anything else the browser can show is redrawn as JPEG. */
const understood = ["image/jpeg", "image/png", "image/webp"];

// Pictures of this visit by number, so that going back in the history brings a picture back.
const pictures = new Map();
/** Of the next picture. The history outlives the visit, so no earlier visit may have given the same number. */
let number = Date.now();

/** The picture of a number, where this visit still has it. */
export const pictureNumbered = (number) => pictures.get(number);

/** Reads a file as a picture fit to send: `{number, blob, url, width, height}`. Throws where it is none. */
async function read(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, largestSide / Math.max(bitmap.width, bitmap.height));
  const blob = scale === 1 && understood.includes(file.type) ? file : await redraw(bitmap, scale);
  const picture = { number: number++, blob, url: URL.createObjectURL(blob), width: bitmap.width, height: bitmap.height };
  bitmap.close();
  pictures.set(picture.number, picture);
  return picture;
}

async function redraw(bitmap, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  // JPEG has no transparency; cut-out products are usually shown on white.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  if (!blob) throw new Error("The picture could not be redrawn.");
  return blob;
}

const pictureAmong = (files) => [...files].find((file) => file.type.startsWith("image/")) ?? files[0];

/** Calls `taken` with every picture that comes in, and `refused` with a sentence where one can't be used. */
export function takePictures(taken, refused) {
  const take = async (file) => {
    if (!file) return refused("There is no picture in what was given. Save it first, then drop or choose the file.");
    try {
      taken(await read(file));
    } catch {
      refused("That file is not a picture that can be read. JPEG, PNG and WebP work best.");
    }
  };
  takeChosen(take);
  takePasted(take, refused);
  takeDropped(take);
}

function takeChosen(take) {
  const file = part("file");
  for (const id of ["choose", "zone"]) part(id).addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    if (file.files.length) take(file.files[0]);
    file.value = "";
  });
}

function takePasted(take, refused) {
  document.addEventListener("paste", (event) => {
    const files = event.clipboardData.files;
    // Text pasted into a field stays what it is.
    if (!files.length) return;
    event.preventDefault();
    take(pictureAmong(files));
  });
  // A button can read the clipboard only on a page served securely or from this machine.
  part("paste").hidden = !navigator.clipboard?.read;
  part("paste").addEventListener("click", async () => {
    try {
      for (const item of await navigator.clipboard.read()) {
        const type = item.types.find((name) => name.startsWith("image/"));
        if (type) return take(await item.getType(type));
      }
      refused("There is no picture on the clipboard. Copy one first.");
    } catch {
      refused("The browser did not allow reading the clipboard. Ctrl+V or ⌘V works, too.");
    }
  });
}

function takeDropped(take) {
  // Entering a child fires before leaving its parent, so the two are counted.
  let depth = 0;
  const show = (count) => {
    depth = Math.max(0, count);
    document.body.classList.toggle("dragging", depth > 0);
  };
  const carriesFile = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => carriesFile(event) && show(depth + 1));
  addEventListener("dragleave", (event) => carriesFile(event) && show(depth - 1));
  addEventListener("dragover", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  addEventListener("drop", (event) => {
    show(0);
    if (!carriesFile(event)) return;
    event.preventDefault();
    take(pictureAmong(event.dataTransfer.files));
  });
}
