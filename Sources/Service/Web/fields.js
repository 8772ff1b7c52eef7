// What this catalogue is like: a spread over its products, the fields they have, and their currency.

import { ask, keep } from "./service.js";

/** The service counts the values of eight fields at most. */
const common = ["category", "price", "seller", "brand"];
const mostAttributes = 4;

const attributes = new Map();
const currencies = new Set();
let spread = null;

/** A spread over the products of the catalogue and how many there are, asked for once a visit. */
export function catalogue() {
  spread ??= ask("/v1/products?limit=24").then(
    (answer) => {
      keep(answer.products);
      learn(answer.products);
      return answer;
    },
    (error) => {
      spread = null;
      throw error;
    });
  return spread;
}

/** Learns which attributes products have, and in which currencies they are sold. */
export function learn(products) {
  for (const { attributes: found = {}, currency } of products) {
    if (currency) currencies.add(currency);
    for (const name of Object.keys(found)) {
      // A filter's field is one word.
      if (/^[\p{L}\p{N}._-]+$/u.test(name)) attributes.set(name, (attributes.get(name) ?? 0) + 1);
    }
  }
}

/** The fields worth counting, `chosen` ones among them. */
export function fieldsToCount(chosen) {
  const commonest = [...attributes].sort((a, b) => b[1] - a[1]).map(([name]) => `attribute.${name}`);
  const wanted = [...new Set([...chosen.filter((field) => field.startsWith("attribute.")), ...commonest])];
  return [...common, ...wanted.slice(0, mostAttributes)];
}

/** The one currency of all prices seen; none where they differ. */
export const currency = () => (currencies.size === 1 ? [...currencies][0] : undefined);
