// In what listings differ: the words of their titles, and their fields.

import { fieldName, priceText } from "../parts.js";

const plainWord = (word) => word.normalize("NFKC").toLocaleLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** The words of a title with what stands between them; `plain` is what they are compared by, empty between words. */
const pieces = (title) => (title.match(/\s+|\S+/gu) ?? []).map((text) => ({ text, plain: plainWord(text) }));

/**
 * The titles in pieces, each marked where it is a word that not all of the titles have.
 *
 * Where `against` is given, a word is marked that this one title lacks.
 */
export function titlePieces(titles, against) {
  const others = (against === undefined ? titles : [against]).map((title) => new Set(pieces(title).map(({ plain }) => plain)));
  return titles.map((title) =>
    pieces(title).map(({ text, plain }) => ({
      text, differs: plain !== "" && others.some((words) => !words.has(plain)), isNumber: /\p{N}/u.test(plain),
    })));
}

/** The words of a title that are marked. */
export const markedWords = (title) => title.filter(({ differs }) => differs).map(({ text }) => text);

const fieldsOf = (member) => ({
  price: priceText(member), seller: member.seller ?? "", brand: member.brand ?? "",
  ...flat(member.attributes), category: (member.category ?? []).join(" › "), description: member.description ?? "",
});

const flat = (attributes) =>
  Object.fromEntries(Object.entries(attributes ?? {}).map(([name, value]) => [name, String(value)]));

const same = (a, b) => a.toLocaleLowerCase() === b.toLocaleLowerCase();

/** A row for each field that any of the listings has, those they differ in first: `{name, values, differs, odd}`. */
export function fieldRows(members) {
  const fields = members.map(fieldsOf);
  const names = [...new Set(fields.flatMap((listing) => Object.keys(listing)))];
  const rows = names.map((name) => {
    const values = fields.map((listing) => listing[name] ?? "");
    const differs = values.some((value) => !same(value, values[0]));
    // Of two, neither is the odd one.
    const common = values.length === 2 ? undefined : commonest(values);
    return { name: fieldName(name), values, differs, odd: values.map((value) => differs && (common === undefined || !same(value, common))) };
  });
  return rows.filter(({ values }) => values.some(Boolean)).sort((a, b) => b.differs - a.differs);
}

/** The value most have; the first one where all are as common. */
function commonest(values) {
  const count = (value) => values.filter((other) => same(other, value)).length;
  return values.reduce((best, value) => (count(value) > count(best) ? value : best), values[0]);
}

/** The attributes in which a listing is unlike another: `{name, value}`. */
export function unlike(member, other) {
  const [own, its] = [flat(member.attributes), flat(other.attributes)];
  return [...new Set([...Object.keys(its), ...Object.keys(own)])]
    .filter((name) => !same(own[name] ?? "", its[name] ?? ""))
    .map((name) => ({ name: fieldName(name), value: own[name] || "none" }));
}
