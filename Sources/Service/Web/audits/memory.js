// What was decided and has not arrived, kept by the browser over a reload.

const place = (audit) => `samestyle-decisions-${audit}`;

/** Keeps the rulings of an audit by cluster. Where the browser keeps nothing, the warning before leaving has to do. */
export function keep(audit, rulings) {
  try {
    if (rulings.size) localStorage.setItem(place(audit), JSON.stringify([...rulings]));
    else localStorage.removeItem(place(audit));
  } catch { /* as above */ }
}

/** Those that were kept. */
export function recall(audit) {
  try {
    return new Map(JSON.parse(localStorage.getItem(place(audit)) ?? "[]"));
  } catch {
    return new Map();
  }
}
