// How much of a letter is the writer's own: as docs/sameness.md says, and campaign/letters/sameness.py measures it.

const WINDOW = 32;
const SALUTATION = /^[ \t]*Dear [^\n]*\n/m;
const SIGN_OFF = /^[ \t]*(?:Yours(?: sincerely| faithfully| truly)?|(?:With )?(?:Kind |Best |Warm )?(?:regards|wishes)),?[ \t]*$/gim;

// What stands between the salutation and the last sign-off.
export function body(letter) {
  const greeted = SALUTATION.exec(letter);
  const start = greeted ? greeted.index + greeted[0].length : 0;
  const last = [...letter.slice(start).matchAll(SIGN_OFF)].at(-1);
  return letter.slice(start, last ? start + last.index : undefined);
}

// Letters and digits alone, in small letters, as a list: a letter may take two of JavaScript's characters.
function plain(text) {
  return body(text).normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]/gu) ?? [];
}

// What was shipped stays as it is, and a phone is slow: its windows are taken once.
const taken = new Map();
function windowsOf(text) {
  if (!taken.has(text)) taken.set(text, new Set(windows(plain(text))));
  return taken.get(text);
}

function windows(letters) {
  const count = Math.max(0, letters.length - WINDOW + 1);
  return Array.from({ length: count }, (_, at) => letters.slice(at, at + WINDOW).join(""));
}

// The share of the windows of the letter's body, from 0 to 1, that none of the shipped texts has.
export function shareOfOwn(letter, shipped) {
  const all = windows(plain(letter));
  const known = shipped.map(windowsOf);
  return all.length ? all.filter((one) => !known.some((set) => set.has(one))).length / all.length : 0;
}
