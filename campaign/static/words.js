// Help with one's own words: a counter, sentence starters, moving paragraphs, undo, kind hints. All of it is extra.

import { fitting } from "./hints.js";

const words = document.getElementById("own_words");
const counter = document.getElementById("counter");
const tools = document.getElementById("tools");
const said = document.getElementById("tools-said");

function count() {
  const number = words.value.split(/\s+/u).filter(Boolean).length;
  const text = number === 0 ? "" : number === 1 ? counter.dataset.one : counter.dataset.many;
  const enough = number >= 60 ? counter.dataset.enough : counter.dataset.goal;
  counter.textContent = `${text.replace("{n}", number.toLocaleString("en-GB"))} ${enough}`.trim();
  counter.hidden = false;
}

// Undo: each step is what stood there before. Typing counts as one step until there is a pause.

const steps = [];
let before = { text: words.value, at: 0 };
let last = 0;

function remember(isTyping) {
  const now = Date.now();
  if (!isTyping || now - last > 1500 || steps.length === 0) steps.push(before);
  last = isTyping ? now : 0;
  before = { text: words.value, at: words.selectionStart };
  tools.querySelector("[data-undo]").disabled = steps.length === 0;
}

// Puts a text in and tells everybody, as if it had been typed.
function put(text, at) {
  words.value = text;
  words.focus();
  words.setSelectionRange(at, at);
  words.dispatchEvent(new CustomEvent("input", { bubbles: true }));
}

function undo() {
  const step = steps.pop();
  if (!step) return;
  put(step.text, step.at);
  steps.pop(); // the way back is no step
  last = 0;
  tools.querySelector("[data-undo]").disabled = steps.length === 0;
  say("undone");
}

function say(what) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = said.dataset[what]; });
}

// Paragraphs are what blank lines part, or line ends where there are no blank lines.

function split() {
  const parting = /\n[^\S\n]*\n/.test(words.value.trim()) ? /(\n(?:[^\S\n]*\n)+)/ : /(\n)/;
  return words.value.split(parting);
}

function move(by) {
  const parts = split();
  const paragraphs = parts.filter((_, index) => index % 2 === 0);
  const gaps = parts.filter((_, index) => index % 2 === 1);
  let end = 0;
  const here = Math.max(0, paragraphs.findIndex((text, index) => {
    end += text.length + (gaps[index]?.length ?? 0);
    return words.selectionStart < end || index === paragraphs.length - 1;
  }));
  const there = here + by;
  if (there < 0 || there >= paragraphs.length) {
    say("edge");
    words.focus();
    return;
  }
  [paragraphs[here], paragraphs[there]] = [paragraphs[there], paragraphs[here]];
  const joined = paragraphs.map((text, index) => text + (gaps[index] ?? "")).join("");
  const at = paragraphs.slice(0, there).reduce((sum, text, index) => sum + text.length + gaps[index].length, 0);
  put(joined, at);
  say("moved");
}

function start(sentence) {
  const text = words.value;
  const gap = text === "" || text.endsWith("\n") ? "" : text.endsWith(" ") ? "" : /[.!?…]$/.test(text) ? " " : "\n";
  const whole = `${text}${gap}${sentence} `;
  put(whole, whole.length);
  words.scrollIntoView({ block: "nearest" });
}

// Hints: one that was put away stays away on this page.

const list = document.getElementById("hints");
const known = JSON.parse(list?.dataset.hints ?? "[]");
const away = new Set();

function hint() {
  const fit = new Set(fitting(known, words.value, list.dataset.place).map((one) => one.id));
  for (const one of known) {
    const shown = list.querySelector(`[data-hint="${one.id}"]`);
    if (shown && !fit.has(one.id)) shown.remove();
    if (shown || !fit.has(one.id) || away.has(one.id)) continue;
    const note = document.getElementById("hint").content.firstElementChild.cloneNode(true);
    note.dataset.hint = one.id;
    note.querySelector("p").textContent = one.text;
    note.querySelector("button").addEventListener("click", () => {
      away.add(one.id);
      note.remove();
      words.focus();
    });
    list.append(note);
  }
}

let waiting = 0;
function changed() {
  count();
  tools.hidden &&= split().filter((part) => part.trim()).length < 2; // once there they stay, with the way back
  clearTimeout(waiting);
  waiting = setTimeout(hint, 600);
}

if (words && counter && tools) {
  words.addEventListener("input", (event) => { remember(event instanceof InputEvent && event.inputType === "insertText"); changed(); });
  tools.querySelector("[data-undo]").addEventListener("click", undo);
  tools.querySelector("[data-up]").addEventListener("click", () => move(-1));
  tools.querySelector("[data-down]").addEventListener("click", () => move(1));
  for (const item of document.querySelectorAll("[data-starter]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second starter";
    button.textContent = item.textContent;
    button.addEventListener("click", () => start(item.dataset.starter));
    item.replaceChildren(button);
  }
  changed();
}

// After something was put in from outside, such as a draft.
export function refresh() {
  before = { text: words.value, at: 0 };
  changed();
}
