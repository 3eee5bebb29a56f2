// A page that can be printed: the button works only with JavaScript, so only then is it shown.

for (const part of document.querySelectorAll("[data-plain]")) part.hidden = true;
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
