// Which kind words fit what a person wrote, as campaign/letters/hints.py finds them. Nothing leaves the page.

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const straight = (text) => text.replaceAll("\u2019", "'");

// Where the phrase ends, each time it stands in the text as whole words.
function ends(phrase, text) {
  const words = straight(phrase).split(/\s+/u).map(escaped).join("\\s+");
  const found = [];
  const search = new RegExp(words, "giu");
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const end = match.index + match[0].length;
    const edges = [text.slice(0, match.index).match(/.$/su)?.[0] ?? " ", text.slice(end).match(/^./su)?.[0] ?? " "];
    if (edges.every((edge) => !/[\p{L}\p{N}]/u.test(edge))) found.push(end);
    search.lastIndex = match.index + String.fromCodePoint(match[0].codePointAt(0)).length; // a sign may take two places
  }
  return found;
}

function namesOne(after, place) {
  const found = /^[,:]?\s+(\p{L})/u.exec(after);
  if (!found || !/\p{Lu}/u.test(found[1])) return false;
  const rest = after.slice(found[0].length - found[1].length).toLowerCase();
  return !place || !rest.startsWith(place.toLowerCase());
}

export function fitting(hints, typed, place) {
  const text = straight(typed);
  return hints.filter((hint) =>
    hint.phrases.some((phrase) => ends(phrase, text).length) ||
    hint.before_a_name.some((phrase) =>
      ends(phrase, text).some((end) => namesOne(text.slice(end), hint.not_here ? place : ""))));
}
