// "Did it go?": waits until the letter is on its way, and tells the server once that it was opened. Nothing of the
// letter goes along: only the constituency, what it asks for, the link's code and the letter's number.

const section = document.getElementById("gone");
const bar = document.getElementById("gone-bar");
const said = document.getElementById("gone-said");
const form = document.getElementById("sent");
const WAYS = "#mail a, [data-copy], [data-copy-first], [data-print], [data-download], " +
  ["download", "pdf", "docx", "eml"].map((kind) => `button[name=action][value=${kind}]`).join(", ");

let isOpened = false;

section.hidden = true;

function opened() {
  if (isOpened) return;
  isOpened = true;
  section.hidden = false;
  navigator.sendBeacon("/counted/opened", new URLSearchParams(new FormData(form)));
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.(WAYS)) opened();
});
window.addEventListener("beforeprint", opened);

// Asked once, in a bar at the foot of the window, when the person comes back to the page from their e-mail.

let isAway = false;
let isAsked = false;

function left() { isAway = true; }

function back() {
  if (!isOpened || !isAway || isAsked) return;
  isAsked = true;
  bar.hidden = false;
  requestAnimationFrame(() => { said.textContent = said.dataset.back; });
  // Where the question itself is in view, the bar would only say it twice.
  new IntersectionObserver(([seen]) => { bar.classList.toggle("is-needless", seen.isIntersecting); }).observe(section);
}

document.getElementById("gone-later").addEventListener("click", () => { bar.hidden = true; });

window.addEventListener("blur", left);
window.addEventListener("focus", back);
document.addEventListener("visibilitychange", () => (document.hidden ? left() : back()));
