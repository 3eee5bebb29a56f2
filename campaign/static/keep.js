// What a person typed, kept in this tab (until it is closed), and for a week on this device if they ask for it.

const TAB = "letter";
const DRAFT = "letter-draft";
const WEEK = 7 * 24 * 60 * 60 * 1000;

// A browser may forbid the storage, or have none: then nothing is kept.
function read(kind, key) {
  try {
    return JSON.parse(window[kind].getItem(key));
  } catch {
    return null;
  }
}

function write(kind, key, value) {
  try {
    if (value === null) window[kind].removeItem(key);
    else if (sessionStorage.getItem("left")) return false; // the page is being left in a hurry (leave.js): nothing goes back
    else window[kind].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export const recall = () => read("sessionStorage", TAB);
// Whether the tab could keep it.
export const keep = (more) => write("sessionStorage", TAB, { ...recall(), ...more });

// The draft that was asked for, as { until, filled }. One that is over a week old was removed before (leave.js).
export const draft = () => read("localStorage", DRAFT);
export const keepDraft = (filled) => write("localStorage", DRAFT, { until: Date.now() + WEEK, filled });
export const dropDraft = () => write("localStorage", DRAFT, null);

function can(kind) {
  const could = write(kind, "letter-try", 1);
  write(kind, "letter-try", null);
  return could;
}

// Whether this browser lets a tab keep what is typed; where it does not, the server makes the letter, as without scripts.
export const canKeep = () => can("sessionStorage");
// Whether it can keep a draft.
export const canDraft = () => can("localStorage");

// Once everything was forgotten, until somebody types again: what the browser itself would put back is emptied.
const FORGOTTEN = "forgotten";
export const isForgotten = () => read("sessionStorage", FORGOTTEN) !== null;
export const remembersAgain = () => write("sessionStorage", FORGOTTEN, null);

export function forget() {
  write("sessionStorage", TAB, null);
  write("sessionStorage", FORGOTTEN, "yes");
  dropDraft();
  write("localStorage", "mastodon-server", null); // see mastodon.js
}
