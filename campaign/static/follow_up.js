// The second letters: gaps that are filled here; each copied, printed, saved; e-mail links that follow every change.
// Nothing leaves the page.

import { link } from "./mail.js";
import { fill, oneLine, tidy } from "./slots.js";
import { copy, save } from "./take.js";

const said = document.getElementById("said");
const paper = document.getElementById("paper");
const form = document.getElementById("gaps");
const gaps = JSON.parse(form?.dataset.gaps ?? "{}");

for (const part of document.querySelectorAll("[data-plain]")) part.hidden = true;
for (const part of document.querySelectorAll("[data-copy], [data-print], [data-script]")) part.hidden = false;

addEventListener("afterprint", () => document.body.classList.remove("has-letter"));

function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = text; });
}

// A browser gives a date as 2026-11-21; anything else is taken as it is.
function inWords(date) {
  const day = new Date(`${date}T12:00:00Z`);
  const style = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return Number.isNaN(day.getTime()) ? oneLine(date) : day.toLocaleDateString("en-GB", style);
}

// What is typed, by the field.
function typed() {
  const value = (name) => form.elements[name]?.value ?? "";
  const { name, address } = tidy({ name: value("name"), address: value("address") });
  return { name, address, date: inWords(value("date")), mp_name: oneLine(value("mp_name")) };
}

// One of the letters or subjects: as the person left it, its gaps are filled, and with other words filled again.
function gappy(read, put) {
  let gapped = read();
  let made = gapped;
  return () => {
    if (read() !== made) gapped = read();
    put(made = fill(gapped, gaps, typed()));
  };
}

const fills = [];
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  for (const fillIn of fills) fillIn();
  const notice = document.getElementById("filled");
  notice.hidden = false;
  notice.focus();
});

for (const section of document.querySelectorAll(".follow")) {
  const letter = section.querySelector("textarea");
  const subject = section.querySelector("[data-subject]");
  const routes = JSON.parse(section.dataset.routes || "[]");

  section.querySelector("[data-copy]").addEventListener("click", async () => {
    say(await copy(letter) ? said.dataset.copied : said.dataset.failed);
  });
  section.querySelector("[data-print]").addEventListener("click", () => {
    paper.textContent = letter.value;
    document.body.classList.add("has-letter"); // only this letter goes on paper
    window.print();
  });
  section.addEventListener("submit", (event) => {
    event.preventDefault();
    save(letter.value, section.dataset.file);
  });

  function rebuild() {
    for (const item of section.querySelectorAll("[data-kind]")) {
      const route = routes.find((one) => one.kind === item.dataset.kind);
      item.querySelector("a").href = link(route, section.dataset.address, subject.textContent, letter.value).url;
    }
  }

  letter.addEventListener("input", rebuild);
  fills.push(
    gappy(() => letter.value, (text) => { letter.value = text; }),
    gappy(() => subject.textContent, (text) => { subject.textContent = text; }),
    rebuild,
  );
}
