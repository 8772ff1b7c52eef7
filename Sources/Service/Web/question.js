// What is being asked: one value that the whole page follows from, and the address that holds it.

const plain = {
  q: "text", product: "product", view: "view", filter: "filter", range: "range", min: "min", max: "max", mix: "mix",
  fold: "fold", with: "had", look: "look",
};
const isFacet = (name) => ["category", "brand", "seller"].includes(name) || name.startsWith("attribute.");

/** The share of words, in percent, where nobody chose one. */
export const evenMix = 50;
/** Products that answers may be unlike; the service takes sixteen things of any kind. */
export const mostLess = 12;

/**
 * Nothing asked yet. `facets` maps a field to the values chosen for it; `range` is a range of prices, "20-50"; `filter`
 * an expression given in the address; `box` the part of the picture that is searched; `had` says that the question was
 * asked with a picture when its address was written.
 */
export const nothing = Object.freeze({
  text: "", picture: null, box: null, product: "", less: Object.freeze([]), view: "", filter: "", range: "", min: "",
  max: "", mix: "", fold: "", had: "", look: "", facets: Object.freeze({}),
});

/** The question an address holds. */
export function fromAddress(address) {
  const question = { ...nothing, less: [], facets: {} };
  for (const [name, value] of new URLSearchParams(address)) {
    if (plain[name]) question[plain[name]] = value.trim();
    else if (name === "less" && value && !question.less.includes(value)) question.less.push(value);
    else if (isFacet(name)) (question.facets[name] ??= []).push(value);
  }
  question.less.length = Math.min(question.less.length, mostLess);
  if (!["i", "t", "m"].includes(question.view)) question.view = "";
  if (!rangeOf(question.range)) question.range = "";
  for (const bound of ["min", "max"]) if (!(Number(question[bound]) >= 0)) question[bound] = "";
  if (!(Number(question.mix) >= 10 && Number(question.mix) <= 90)) question.mix = "";
  if (question.fold !== "styles") question.fold = "";
  return question;
}

/** The address of a question. A picture is too large for one: it only says that there was one. */
export function toAddress(question) {
  const fields = new URLSearchParams();
  const written = { ...question, had: question.picture ? "picture" : "" };
  for (const [name, key] of Object.entries(plain)) if (written[key]) fields.append(name, written[key]);
  for (const id of question.less) fields.append("less", id);
  for (const [name, values] of Object.entries(question.facets)) for (const value of values) fields.append(name, value);
  const text = fields.toString();
  return text ? `/?${text}` : "/";
}

/** The bounds of a range of prices, from the first on and below the second; nothing where it is none. */
export function rangeOf(text) {
  const [, from, to] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  return to && Number(from) < Number(to) ? { from: Number(from), to: Number(to) } : undefined;
}

/** Words with a minus before them are what the answers should be unlike: `dress -red`. */
export function wordsAndUnwanted(text) {
  const unwanted = [...text.matchAll(/(?:^|\s)-(\p{L}\S*)/gu)].map((found) => found[1]).join(" ");
  return { wanted: text.replace(/(?:^|\s)-\p{L}\S*/gu, " ").trim(), unwanted };
}

/** Whether there is something to search with; to leave things out alone is not. */
export const isAsked = (question) => Boolean(wordsAndUnwanted(question.text).wanted || hasLook(question));

/** Whether it asks by looks: with a picture, or with a product to be like. */
export const hasLook = (question) => Boolean(question.picture || question.product);

/** Whether it asks by looks and by words, which then have to be weighed. */
export const isMixed = (question) => Boolean(hasLook(question) && wordsAndUnwanted(question.text).wanted);

/** Whether results are narrowed by anything. */
export const isFiltered = (question) =>
  Boolean(question.filter || question.range || question.min || question.max)
  || Object.values(question.facets).some((values) => values.length);

/** The same question with every narrowing taken away. */
export const withoutFilters = (question) => ({ ...question, filter: "", range: "", min: "", max: "", facets: {} });

/** What tells one search from another, whatever product is being looked at. */
export const key = (question) =>
  [toAddress({ ...question, look: "" }), question.picture?.number, JSON.stringify(question.box)].join(" ");
