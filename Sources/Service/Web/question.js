// What is being asked: one value that the whole page follows from, and its two written forms, the address of the page
// and the body of the request.

/** Products a request asks for. */
export const pageSize = 24;

const plain = { q: "text", product: "product", less: "less", view: "view", filter: "filter", min: "min", max: "max", look: "look" };
const isFacet = (name) => ["category", "brand", "seller"].includes(name) || name.startsWith("attribute.");

/** Nothing asked yet. `facets` maps a field to the values chosen for it; `filter` is an expression given in the address. */
export const nothing = Object.freeze({
  text: "", picture: null, product: "", less: "", view: "", filter: "", min: "", max: "", look: "", facets: Object.freeze({}),
});

/** The question an address holds. */
export function fromAddress(address) {
  const question = { ...nothing, facets: {} };
  for (const [name, value] of new URLSearchParams(address)) {
    if (plain[name]) question[plain[name]] = value.trim();
    else if (isFacet(name)) (question.facets[name] ??= []).push(value);
  }
  if (!["i", "t", "m"].includes(question.view)) question.view = "";
  for (const bound of ["min", "max"]) if (!(Number(question[bound]) >= 0)) question[bound] = "";
  return question;
}

/** The address of a question. A picture is too large for one and is left out. */
export function toAddress(question) {
  const fields = new URLSearchParams();
  for (const [name, key] of Object.entries(plain)) if (question[key]) fields.append(name, question[key]);
  for (const [name, values] of Object.entries(question.facets)) for (const value of values) fields.append(name, value);
  const text = fields.toString();
  return text ? `/?${text}` : "/";
}

/** Whether there is something to search with; to leave words out alone is not. */
export const isAsked = (question) => Boolean(wordsAndUnwanted(question.text).wanted || question.picture || question.product);

/** Whether results are narrowed by anything. */
export const isFiltered = (question) =>
  Boolean(question.filter || question.min || question.max || Object.values(question.facets).some((values) => values.length));

/** The same question with every narrowing taken away. */
export const withoutFilters = (question) => ({ ...question, filter: "", min: "", max: "", facets: {} });

/** What tells one search from another, whatever product is being looked at. */
export const key = (question) => `${toAddress({ ...question, look: "" })} ${question.picture?.number ?? ""}`;

const quoted = (value) => `"${value.replace(/["\\]/g, "\\$&")}"`;

/** The filter expression of the chosen values, as in `category = "Shoes" and price <= 50`. */
export function filterExpression(question) {
  const conditions = [];
  for (const [field, values] of Object.entries(question.facets)) {
    if (values.length === 1) conditions.push(`${field} = ${quoted(values[0])}`);
    else if (values.length) conditions.push(`${field} in (${values.map(quoted).join(", ")})`);
  }
  if (question.min) conditions.push(`price >= ${Number(question.min)}`);
  if (question.max) conditions.push(`price <= ${Number(question.max)}`);
  if (!question.filter || !conditions.length) return question.filter || conditions.join(" and ");
  // What came with the address may hold an "or", which binds less than the rest.
  return [`(${question.filter})`, ...conditions].join(" and ");
}

/** Words with a minus before them are what the answers should be unlike: `dress -red`. */
function wordsAndUnwanted(text) {
  const unwanted = [...text.matchAll(/(?:^|\s)-(\p{L}\S*)/gu)].map((found) => found[1]).join(" ");
  return { wanted: text.replace(/(?:^|\s)-\p{L}\S*/gu, " ").trim(), unwanted };
}

/** The request body: a form where there is a picture, JSON otherwise. `page` is what the answer before named as the next. */
export function toBody(question, page) {
  const { wanted, unwanted } = wordsAndUnwanted(question.text);
  const not = { ...(unwanted && { text: unwanted }), ...(question.less && { product: question.less }) };
  const fields = {
    text: wanted, product: question.product, filter: filterExpression(question), view: question.view,
    ...(Object.keys(not).length && { not }),
  };
  const given = Object.entries(fields).filter(([, value]) => value);
  given.push(["limit", pageSize], ...(page ? [["page", page]] : []));
  if (!question.picture) return JSON.stringify(Object.fromEntries(given));
  const form = new FormData();
  for (const [name, value] of given) form.append(name, typeof value === "object" ? JSON.stringify(value) : value);
  form.append("image", question.picture.blob, "picture");
  return form;
}
