// How much of a letter is the writer's own: the measure of docs/sameness.md, as campaign/letters/sameness.py has it.

const WINDOW = 32;
const ONE_IN = 16;
const SALUTATION = /^[ \t]*Dear [^\n]*\n/m;
const SIGN_OFF = /^[ \t]*(?:Yours(?: sincerely| faithfully| truly)?|(?:With )?(?:Kind |Best |Warm )?(?:regards|wishes)),?[ \t]*$/gim;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
  return byte >>> 0;
});

// What stands between the salutation and the last sign-off.
export function body(letter) {
  const greeted = SALUTATION.exec(letter);
  const start = greeted ? greeted.index + greeted[0].length : 0;
  const last = [...letter.slice(start).matchAll(SIGN_OFF)].at(-1);
  return letter.slice(start, last ? start + last.index : undefined);
}

export function fingerprint(text) {
  const plain = text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]/gu) ?? [];
  const encoder = new TextEncoder();
  const bytes = plain.map((letter) => encoder.encode(letter));
  const kept = new Set();
  for (let start = 0; start + WINDOW <= bytes.length; start++) {
    let crc = 0xffffffff;
    for (let at = start; at < start + WINDOW; at++) {
      for (const byte of bytes[at]) crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
    }
    const number = ~crc >>> 0;
    if (number % ONE_IN === 0) kept.add(number);
  }
  return kept;
}

// What was shipped stays as it is, and a phone is slow.
const measured = new Map();
function ofShipped(text) {
  if (!measured.has(text)) measured.set(text, fingerprint(body(text)));
  return measured.get(text);
}

// The share of the letter's body, from 0 to 1, that none of the shipped texts has.
export function shareOfOwn(letter, shipped) {
  const windows = fingerprint(body(letter));
  if (!windows.size) return 0;
  const ours = new Set(shipped.flatMap((text) => [...ofShipped(text)]));
  return [...windows].filter((number) => !ours.has(number)).length / windows.size;
}
