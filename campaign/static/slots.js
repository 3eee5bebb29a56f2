// A person's texts and what stands for them on the way to the server (campaign/web/letter/slots.py).
// They are cleaned exactly as the server would clean them (campaign/letters/text.py).

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const SPACE = /[ \t\n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

const whole = (text) => (text.toWellFormed ? text.toWellFormed().replaceAll("\ufffd", (found, at) => text[at] === found ? found : "") : text);
const clean = (text) => whole(text).replace(/\r\n?/g, "\n").replace(CONTROLS, "");
export const oneLine = (text) => clean(text).split(SPACE).filter(Boolean).join(" ");
const isBlank = (line) => oneLine(line) === "";

function ownWords(text) {
  const lines = clean(text).split("\n");
  while (lines.length && isBlank(lines[0])) lines.shift();
  while (lines.length && isBlank(lines.at(-1))) lines.pop();
  return lines.join("\n");
}

const addressLines = (text) => clean(text).split("\n").map(oneLine).filter(Boolean).join("\n");

const TIDY = { name: oneLine, address: addressLines, own_words: ownWords };

// The person's texts as they stand in a letter, by field.
export const tidy = (typed) =>
  Object.fromEntries(Object.entries(TIDY).map(([name, made]) => [name, made(typed[name] ?? "")]));

// The text with each slot filled; one for which nothing is known stays, and reads as a gap.
export function fill(text, slots, typed) {
  const names = new Map(Object.entries(slots).map(([name, slot]) => [slot, name]));
  const any = new RegExp([...names.keys()].map((slot) => slot.replace(/[[\]]/g, "\\$&")).join("|"), "gu");
  return text.replace(any, (slot) => typed[names.get(slot)] || slot);
}
