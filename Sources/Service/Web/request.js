// A question as the service takes it.

import { evenMix, rangeOf, wordsAndUnwanted } from "./question.js";

/** Products a request asks for. */
export const pageSize = 24;

const quoted = (value) => `"${value.replace(/["\\]/g, "\\$&")}"`;

/** The filter expression of the chosen values, as in `category = "Shoes" and price <= 50`. */
export function filterExpression(question) {
  const conditions = [];
  for (const [field, values] of Object.entries(question.facets)) {
    if (values.length === 1) conditions.push(`${field} = ${quoted(values[0])}`);
    else if (values.length) conditions.push(`${field} in (${values.map(quoted).join(", ")})`);
  }
  const range = rangeOf(question.range);
  if (range) conditions.push(`price >= ${range.from}`, `price < ${range.to}`);
  if (question.min) conditions.push(`price >= ${Number(question.min)}`);
  if (question.max) conditions.push(`price <= ${Number(question.max)}`);
  if (!question.filter || !conditions.length) return question.filter || conditions.join(" and ");
  // What came with the address may hold an "or", which binds less than the rest.
  return [`(${question.filter})`, ...conditions].join(" and ");
}

/** How much words and looks count; nothing where both count the same. */
function weights(question, wanted) {
  const share = Number(question.mix || evenMix) / 100;
  if (!wanted || !(question.picture || question.product) || share * 100 === evenMix) return undefined;
  const round = (weight) => Math.round(weight * 200) / 100;
  return { text: round(share), [question.picture ? "image" : "product"]: round(1 - share) };
}

/**
 * The request body: a form where there is a picture, JSON otherwise.
 *
 * `page` is what the answer before named as the next; `facets` are fields whose values shall be counted.
 */
export function toBody(question, { page, facets = [] }) {
  const { wanted, unwanted } = wordsAndUnwanted(question.text);
  const not = { ...(unwanted && { text: unwanted }), ...(question.less.length && { product: question.less }) };
  const fields = {
    text: wanted, product: question.product, filter: filterExpression(question), view: question.view,
    weights: weights(question, wanted), fold: question.fold === "styles", box: question.picture && question.box, page,
    not: Object.keys(not).length && not, facets: facets.length && facets, limit: pageSize,
  };
  const given = Object.entries(fields).filter(([, value]) => value);
  if (!question.picture) return JSON.stringify(Object.fromEntries(given));
  const form = new FormData();
  for (const [name, value] of given) {
    if (Array.isArray(value)) value.forEach((one) => form.append(name, one));
    else form.append(name, typeof value === "object" ? JSON.stringify(value) : value);
  }
  form.append("image", question.picture.blob, "picture");
  return form;
}
