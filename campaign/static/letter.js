// The finished letter: filled in, changed, kept, copied, printed, saved, e-mailed. Nothing leaves the page, but what the
// receipt says.

import { draft, forget, keep, recall } from "./keep.js";
import { link } from "./mail.js";
import { body, shareOfOwn } from "./sameness.js";
import { fill } from "./slots.js";
import "./summary.js";
import { copy, save } from "./take.js";

const desk = document.getElementById("desk");
const letter = document.getElementById("letter");
const subject = document.getElementById("subject");
const paper = document.getElementById("paper");
const mail = document.getElementById("mail");
const keptPart = document.querySelector("#kept[data-kept]");
const routes = JSON.parse(mail?.dataset.routes ?? "[]");
const slots = JSON.parse(desk.dataset.slots);
const said = document.getElementById("said");

const FILES = ["pdf", "docx", "eml"];
const MOST_KEPT = 3;
const MOST_SHIPPED = 30;

for (const part of document.querySelectorAll("[data-plain]")) part.hidden = true;
for (const part of document.querySelectorAll("[data-copy], [data-copy-first], [data-print], [data-script]")) part.hidden = false;

function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = text; });
}

// Filling in. The letter came with slots for what is this person's alone; it is put in here.

const mine = recall();
const texts = Object.keys(slots).map((name) => [desk.elements[name]?.value ?? "", slots[name]]);
const inBrowser = mine?.typed !== undefined && texts.every(([value, slot]) => value === "" || value === slot);
const cameBackWrong = document.getElementById("summary") !== null; // the letter is then as it was sent, not as it was made
const filled = (text) => (inBrowser ? fill(text, slots, mine.typed) : text);
const original = cameBackWrong && inBrowser ? mine.original : filled(letter.defaultValue);
const originalSubject = cameBackWrong && inBrowser ? mine.originalSubject : filled(subject.defaultValue);
// Every wording that was shown for this MP: a letter that was kept may be of any of them.
const before = inBrowser ? mine.shipped ?? [] : [];
const shipped = cameBackWrong && inBrowser ? before : [...new Set([...before, letter.defaultValue.replaceAll(slots.own_words, "")])].slice(-MOST_SHIPPED);
let kept = inBrowser ? mine.kept ?? [] : [];

// The letter was opened in another tab than the one it was written in, which alone knows what belongs into the gaps.
const isApart = !inBrowser && texts.some(([value, slot]) => value === slot);
const hasGaps = () => isApart && Object.values(slots).some((slot) => letter.value.includes(slot));
const plainLinks = [...(mail?.querySelectorAll("a") ?? [])].map((anchor) => [anchor, anchor.href]);
if (isApart) {
  for (const part of document.querySelectorAll("[data-in]")) part.hidden = part.dataset.in !== "elsewhere";
  // These would send what is filled in here, and bring back a letter with the same gaps.
  for (const button of desk.querySelectorAll('[value="another"], [value="edit"]')) button.hidden = true;
}

if (inBrowser) {
  const changed = !cameBackWrong && mine.letter?.made === original;
  letter.value = changed ? mine.letter.text : filled(letter.defaultValue);
  subject.value = mine.subject ?? filled(subject.defaultValue);
  document.getElementById("note")?.toggleAttribute("hidden", changed); // it spoke of the letter as it came
  keep({ original, originalSubject, shipped, seed: desk.elements.seed?.value ?? mine.seed });
  for (const part of document.querySelectorAll("[data-in]")) part.hidden = part.dataset.in !== "browser";
  for (const part of document.querySelectorAll("[data-draft]")) part.hidden = draft() === null;
  if (!cameBackWrong) keepTheOther();
  showKept();
  if (recall().justKept) {
    document.getElementById("just-kept").hidden = false;
    keep({ justKept: false });
  }
}
showFiles();

// The browser's own way back leads from a letter that was changed to another: then that one is kept here.
function keepTheOther() {
  const { letter: other, kept: stored, justKept } = recall();
  kept = stored ?? [];
  if (!other || other.made === original) return;
  const isNew = !kept.includes(other.text);
  if (isNew) kept = [...kept, other.text];
  keep({ kept, letter: null, justKept: justKept || isNew });
}

let forgotten = false;
function remember() {
  if (!inBrowser || forgotten || recall()?.typed === undefined) return;
  keep({
    letter: letter.value === original ? null : { made: original, text: letter.value },
    subject: subject.value === originalSubject ? undefined : subject.value,
  });
}

// Letters that were changed and then gave way to another stay here, in this tab.

function showKept() {
  if (!keptPart) return;
  keptPart.hidden = kept.length === 0;
  const list = keptPart.querySelector("[data-list]");
  list.replaceChildren(...kept.map((text, index) => {
    const one = document.getElementById("kept-letter").content.cloneNode(true);
    const area = one.querySelector("textarea");
    area.id = `kept-${index + 1}`;
    area.value = text;
    one.querySelector("label").htmlFor = area.id;
    one.querySelector("label").append(` ${index + 1}`);
    one.querySelector("button").addEventListener("click", () => take(index));
    return one;
  }));
}

function isChanged() {
  return letter.value.trim() !== "" && letter.value.trimEnd() !== original.trimEnd();
}

function putAside() {
  if (isChanged() && !kept.includes(letter.value)) kept = [...kept, letter.value];
}

function take(index) {
  const text = kept[index];
  kept = kept.filter((_, place) => place !== index);
  putAside();
  letter.value = text;
  keep({ kept });
  changed();
  remember();
  showKept();
  document.getElementById("note")?.setAttribute("hidden", "");
  document.getElementById("just-kept").hidden = true;
  document.getElementById("taken").hidden = false;
  letter.setSelectionRange(0, 0);
  letter.focus();
  say(document.getElementById("taken").textContent);
}

// What a button sends. Only a file needs the letter itself.

let pressed = "";
desk.addEventListener("submit", (event) => {
  pressed = event.submitter?.value ?? "";
  remember();
  if (!inBrowser) return;
  if (FILES.includes(pressed)) {
    keep({ files: [...new Set([...(recall().files ?? []), pressed])] });
    setTimeout(showFiles);
    return;
  }
  if (pressed === "another" && isChanged() && kept.length >= MOST_KEPT) {
    event.preventDefault();
    document.getElementById("full").hidden = false;
    document.getElementById("full").focus();
    return;
  }
  const justKept = isChanged() && pressed === "another";
  if (pressed !== "update") putAside();
  keep({ kept, letter: null, justKept });
});

desk.addEventListener("formdata", ({ formData }) => {
  if (!inBrowser || FILES.includes(pressed)) return;
  for (const name of ["letter", "subject", "made"]) formData.delete(name);
});

function showFiles() {
  const asked = recall()?.files ?? [];
  for (const part of document.querySelectorAll("[data-files]")) part.hidden = (part.dataset.files === "none") !== (asked.length === 0);
}

for (const button of document.querySelectorAll("[data-forget]")) {
  button.addEventListener("click", () => {
    forgotten = true;
    forget();
    location.replace(button.dataset.forget);
  });
}

// Copying, printing, saving

for (const button of document.querySelectorAll("[data-copy], [data-copy-first]")) {
  button.addEventListener("click", async () => say(await copy(letter) ? said.dataset.copied : said.dataset.failed));
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

for (const button of document.querySelectorAll("[data-download]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    save(letter.value, button.dataset.download);
  });
}

// Following changes

function rebuild() {
  paper.textContent = letter.value;
  document.getElementById("gaps").hidden = !hasGaps();
  if (!mail) return;
  if (hasGaps()) { // no link holds a letter with gaps
    for (const [anchor, href] of plainLinks) anchor.href = href;
    for (const part of document.querySelectorAll("[data-reason]")) part.hidden = part.dataset.reason !== "script";
    return;
  }
  const items = [...mail.children].map((item) => {
    const place = routes.findIndex((route) => route.kind === item.dataset.kind);
    const made = link(routes[place], mail.dataset.address, subject.value, letter.value);
    item.querySelector("a").href = made.url;
    return { item, place, ...made };
  });
  const mailto = items.find((entry) => entry.item.dataset.kind === "mailto");
  const reason = items.every((entry) => !entry.complete) ? "long" : mailto && !mailto.complete ? "webmail" : "fits";
  for (const { item, complete } of items) {
    item.querySelector(".hint").textContent = complete || reason === "long" ? "" : mail.dataset.part;
  }
  for (const part of document.querySelectorAll("[data-reason]")) part.hidden = part.dataset.reason !== reason;
  items.sort((a, b) => b.complete - a.complete || a.place - b.place);
  if (items.some((entry, index) => mail.children[index] !== entry.item)) {
    mail.append(...items.map((entry) => entry.item));
  }
}

// How much of it is the writer's, and how long it is.

const yours = document.getElementById("yours");
const away = new Set();

function measure() {
  const long = document.querySelector('[data-notice="long"]');
  if (long) { // not beside the word that it asks for many things
    const words = body(letter.value).split(/\s+/u).filter(Boolean).length;
    long.hidden = away.has("long") || words <= Number(long.dataset.most);
  }
  if (!inBrowser) return;
  const share = Math.round(100 * shareOfOwn(letter.value, recall()?.shipped ?? shipped));
  yours.hidden = share === 0;
  yours.querySelector("meter").value = share;
  yours.querySelector("[data-own-share]").textContent = share;
  const none = document.querySelector('[data-notice="none"]');
  none.hidden = away.has("none") || share > 0 || mine.typed.own_words !== "" || isChanged();
}

for (const notice of document.querySelectorAll("[data-notice]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second away";
  button.textContent = desk.dataset.away;
  button.addEventListener("click", () => {
    away.add(notice.dataset.notice);
    notice.hidden = true;
    letter.focus({ preventScroll: true });
  });
  notice.append(button);
}

let waiting = 0;
let later = 0;
function changed() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(rebuild);
  clearTimeout(later);
  later = setTimeout(() => { measure(); remember(); }, 300);
}

for (const field of [letter, subject]) field.addEventListener("input", changed);
rebuild();
measure();
window.addEventListener("beforeprint", rebuild);
window.addEventListener("pageshow", (event) => {
  rebuild();
  if (!event.persisted || !inBrowser || !recall()?.typed) return;
  keepTheOther(); // this page was asleep while another letter was written
  showKept();
  measure();
  remember();
});
window.addEventListener("pagehide", remember);
desk.dataset.ready = "";
