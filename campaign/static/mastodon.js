// The person's Mastodon server, remembered on this device alone, and forgotten when they say so.

import "./summary.js";

const form = document.getElementById("mastodon");
const server = document.getElementById("server");
const NAME = "mastodon-server";

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

try {
  // Remembered once the server of this site has found that it is one.
  const found = document.getElementById("go");
  if (found) localStorage.setItem(NAME, server.value);
  else if (!server.value) server.value = localStorage.getItem(NAME) ?? "";
  document.getElementById("forget").addEventListener("click", () => {
    localStorage.removeItem(NAME);
    server.value = "";
    server.focus();
  });
} catch {
  form.querySelector("[data-needs-script]").hidden = true; // a browser that keeps nothing
}
