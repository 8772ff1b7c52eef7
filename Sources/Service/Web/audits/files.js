// The files of an audit: its report, its clusters and its pairs.

import { hasKey } from "../key.js";
import { element, sign } from "../parts.js";
import { askForBytes } from "../service.js";
import { tell } from "../toast.js";
import { auditPath } from "./clusters.js";

const files = [
  { file: "report", name: "Report", sign: "i-report", saved: "report.html" },
  { file: "clusters.jsonl", name: "Clusters", sign: "i-load", saved: "clusters.jsonl" },
  { file: "pairs.csv", name: "Pairs", sign: "i-load", saved: "pairs.csv" },
];

/** Links to the files of an audit. */
export const fileLinks = (audit) => files.map((kind) => link(audit, kind));

function link(audit, { file, name, sign: icon, saved }) {
  const made = element("a", { className: "text", href: auditPath(audit, file) }, sign(icon), name);
  if (file === "report") Object.assign(made, { target: "_blank", rel: "noopener" });
  else made.download = saved;
  made.addEventListener("click", (event) => {
    // A link cannot send a key, so with one the bytes are asked for instead.
    if (!hasKey()) return;
    event.preventDefault();
    save(made.getAttribute("href"), saved);
  });
  return made;
}

async function save(address, name) {
  try {
    const url = URL.createObjectURL(await askForBytes(address));
    element("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch (error) {
    tell(`${name} could not be had: ${error.message}`);
  }
}
