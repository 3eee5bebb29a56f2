// The writing page. What a person types stays in this browser: the form sends what stands for it (slots.js).

import { canDraft, canKeep, draft, dropDraft, forget, isForgotten, keep, keepDraft, recall, remembersAgain } from "./keep.js";
import { tidy } from "./slots.js";
import { refresh } from "./words.js";
import "./summary.js";

const form = document.getElementById("write");
for (const part of document.querySelectorAll("[data-script]")) part.hidden = !canKeep();
for (const part of document.querySelectorAll("[data-plain]")) part.hidden = canKeep();
form.enctype = "application/x-www-form-urlencoded"; // small now: the texts stay here
const slots = JSON.parse(form.dataset.slots);
const limits = JSON.parse(form.dataset.limits);
const fields = Object.keys(slots);
const boxes = [...form.querySelectorAll('input[name="ask"]')];
const prompts = document.getElementById("prompts");
const many = document.getElementById("many");

// Whose letter it is: what was kept of a letter to somebody else does not belong to this one.
const whose = () => [location.pathname, form.elements.mp_name?.value.trim()].filter(Boolean).join(" ");

const typed = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));

function followTicks() {
  const ticked = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  if (many) many.hidden = ticked.size <= 3;
  for (const part of prompts?.querySelectorAll("[data-prompts]") ?? []) {
    part.hidden = ticked.size > 0 && !ticked.has(part.dataset.prompts);
  }
}

for (const box of boxes) box.addEventListener("change", followTicks);

// To mention what others have done is to ask for it.
for (const box of document.querySelectorAll('input[name="precedent"]')) {
  box.addEventListener("change", () => {
    if (!box.checked) return;
    box.closest(".ask").querySelector('input[name="ask"]').checked = true;
    followTicks();
  });
}

// Coming back from the server the fields hold slots: what was typed is put in their place again.

function putBack(from) {
  for (const name of fields) {
    const field = form.elements[name];
    if (field.value === slots[name]) field.value = from?.[name] ?? "";
  }
}

putBack(recall()?.typed);
const isSame = recall()?.whose === whose();
document.getElementById("still-kept")?.toggleAttribute("hidden", !(isSame && recall()?.kept?.length));

// A draft for a week, if it is asked for: all that can be typed and chosen on this page.

const TEXTS = [...fields, "mp_name", "constituency"].filter((name) => form.elements[name]);
const CHOSEN_BY_LINKS = ["ask", "precedent", "template"];
const CHOICES = [...CHOSEN_BY_LINKS, "add_later", "credit"];
const choices = () => CHOICES.flatMap((name) => [...form.querySelectorAll(`input[name="${name}"]`)]);

const filledIn = () => ({
  texts: Object.fromEntries(TEXTS.map((name) => [name, form.elements[name].value])),
  chosen: choices().filter((one) => one.checked).map((one) => [one.name, one.value]),
});

function fillIn({ texts, chosen }) {
  for (const name of TEXTS) form.elements[name].value ||= texts[name] ?? "";
  const hasLink = boxes.some((one) => one.checked); // a link has chosen, and its choice stands
  for (const one of choices()) {
    if (hasLink && CHOSEN_BY_LINKS.includes(one.name)) continue;
    one.checked = chosen.some(([name, value]) => one.name === name && one.value === value);
  }
}

const box = document.getElementById("draft");
const restored = document.getElementById("restored");
const found = draft();
if (found?.filled && fields.every((name) => form.elements[name].value === "")) {
  fillIn(found.filled);
  restored.hidden = false;
}
box.checked = found !== null;
document.getElementById("keeping").hidden = !canDraft();

let waiting = 0;
function saveDraft() {
  clearTimeout(waiting);
  if (!box.checked) return;
  waiting = setTimeout(() => keepDraft(filledIn()), 400);
}

form.addEventListener("input", saveDraft);
box.addEventListener("change", () => { if (box.checked) saveDraft(); else dropDraft(); });

for (const button of document.querySelectorAll("[data-forget]")) {
  button.addEventListener("click", () => {
    clearTimeout(waiting);
    forget();
    empty();
    for (const one of form.querySelectorAll('input[name="ask"], input[name="precedent"]')) one.checked = false;
    box.checked = false;
    restored.hidden = true;
    document.getElementById("still-kept").hidden = true;
    document.getElementById("forgotten").textContent = button.dataset.done;
    followTicks();
  });
}

// What was forgotten stays so, also on pages that the browser brings back with all that was typed.
function empty() {
  form.reset();
  for (const name of fields) form.elements[name].value = "";
  followTicks();
  refresh();
}

if (isForgotten()) {
  empty();
  window.addEventListener("pageshow", empty, { once: true }); // some browsers put texts back only now
}
form.addEventListener("input", (event) => { if (event.isTrusted) remembersAgain(); });

window.addEventListener("storage", (event) => {
  if (event.key !== null && event.key !== "letter-draft") return;
  if (event.newValue === null) { // forgotten in another tab
    clearTimeout(waiting);
    box.checked = false;
  }
});

followTicks();
refresh();

// Sending the form

function tooLong() {
  return fields.filter((name) => [...form.elements[name].value].length > limits[name][0]);
}

function complain(wrong) {
  const box = document.getElementById("too-long");
  const list = box.querySelector("ul");
  list.replaceChildren(...wrong.map((name) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${name}`;
    link.textContent = limits[name][1];
    item.append(link);
    return item;
  }));
  box.hidden = false;
  box.focus();
}

// What is kept of earlier letters to the same MP. One that was changed, and left with the browser's own way back, too.
function earlier() {
  const before = recall();
  if (before?.whose !== whose()) return { kept: [], shipped: [], subject: null };
  const kept = before.kept ?? [];
  const changed = before.letter?.text;
  return changed && !kept.includes(changed) ? { kept: [...kept, changed], justKept: true } : { kept };
}

let stays = false;
form.addEventListener("submit", (event) => {
  const wrong = tooLong();
  if (wrong.length) {
    event.preventDefault();
    complain(wrong);
    return;
  }
  document.getElementById("too-long").hidden = true;
  const seed = recall()?.seed ?? String(crypto.getRandomValues(new Uint32Array(1))[0] % 1_000_000);
  stays = keep({ typed: tidy(typed()), seed, letter: null, files: [], whose: whose(), ...earlier() });
});

form.addEventListener("formdata", ({ formData }) => {
  if (!stays) return; // nowhere to keep it: the server makes the letter, as it does without scripts
  const texts = recall().typed;
  for (const name of fields) formData.set(name, texts[name] && slots[name]);
  if (!formData.get("seed")) formData.set("seed", recall().seed);
});
form.dataset.ready = "";
