// Where the reader is: at all audits, at one, at a cluster of it; and the address that holds that.

const states = ["open", "decided", "all"];
const orders = ["confidence", "size"];

/** At all audits. `cluster` is a number, 0 where none is looked at; `q` are words that a cluster's listings have. */
export const nowhere = Object.freeze({ audit: "", cluster: 0, state: "open", order: "confidence", q: "" });

/** The place an address holds. */
export function fromAddress(address) {
  const fields = new URLSearchParams(address);
  const oneOf = (known, name) => (known.includes(fields.get(name)) ? fields.get(name) : known[0]);
  const number = Number(fields.get("cluster"));
  return {
    audit: fields.get("audit")?.trim() ?? "", cluster: Number.isSafeInteger(number) && number > 0 ? number : 0,
    state: oneOf(states, "state"), order: oneOf(orders, "order"), q: fields.get("q")?.trim() ?? "",
  };
}

/** The address of a place. */
export function toAddress(place) {
  const given = Object.entries(place).filter(([name, value]) => value && value !== nowhere[name]);
  return given.length ? `/audits?${new URLSearchParams(given)}` : "/audits";
}

/** What tells one list of clusters from another, whichever of them is looked at. */
export const listKey = (place) => toAddress({ ...place, cluster: 0 });
