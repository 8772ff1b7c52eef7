// The key of a service that asks for one: kept for this visit alone, and sent with every request.

const place = "samestyle-key";
let key = "";
// Where the browser keeps nothing, the key lasts as long as the page.
try { key = sessionStorage.getItem(place) ?? ""; } catch { /* as above */ }

/** Whether the reader gave a key. */
export const hasKey = () => key !== "";

/** Keeps a key; an empty one forgets it. */
export function setKey(given) {
  key = given.trim();
  try {
    if (key) sessionStorage.setItem(place, key);
    else sessionStorage.removeItem(place);
  } catch { /* as above */ }
}

/** The headers of a request. */
export const headersOfKey = () => ({ Accept: "application/json", ...(key && { Authorization: `Bearer ${key}` }) });
