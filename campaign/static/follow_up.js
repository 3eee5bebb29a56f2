// The second letters: copy buttons, and e-mail links that follow every change. Nothing leaves the page.

import { link } from "./mail.js";

const said = document.getElementById("said");

for (const part of document.querySelectorAll("[data-plain]")) part.hidden = true;

function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = text; });
}

for (const section of document.querySelectorAll(".follow")) {
  const letter = section.querySelector("textarea");
  const subject = section.querySelector("[data-subject]").textContent;
  const routes = JSON.parse(section.dataset.routes || "[]");
  const button = section.querySelector("[data-copy]");

  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(letter.value);
      say(said.dataset.copied);
    } catch {
      letter.focus();
      letter.select();
      say(document.execCommand("copy") ? said.dataset.copied : said.dataset.failed);
    }
  });

  letter.addEventListener("input", () => {
    for (const item of section.querySelectorAll("[data-kind]")) {
      const route = routes.find((one) => one.kind === item.dataset.kind);
      item.querySelector("a").href = link(route, section.dataset.address, subject, letter.value).url;
    }
  });
}
