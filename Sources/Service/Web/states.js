// What the search page says where there is nothing to show: nothing found, or nothing to look among.

import { enter } from "./failures.js";
import { showMessage } from "./message.js";
import { hasLook, isFiltered, withoutFilters } from "./question.js";

/** There is nothing to search. */
export function showEmptyCatalogue() {
  enter("nothing", "The catalogue is empty");
  showMessage("empty", "The catalogue is empty", "Import products and build the index; they can be searched from then on.");
}

/** Nothing answers the question; offers what may help. */
export function showNothingFound(question, change) {
  enter("nothing", "Nothing found");
  const ways = [];
  if (isFiltered(question)) ways.push(["Clear the filters", () => change(withoutFilters(question))]);
  if (question.box) ways.push(["Search the whole picture", () => change({ ...question, box: null })]);
  if (question.text && hasLook(question)) ways.push(["Leave the words out", () => change({ ...question, text: "" })]);
  ways.push(["Start again", () => change(null)]);
  const advice = isFiltered(question)
    ? "Nothing that matches passes the filters. Loosen them and look again."
    : "Try other or fewer words, or show a picture of what you mean.";
  showMessage("empty", "Nothing found", advice, ways);
}
