// The list of constituencies: names that do not fit are hidden as one types. The button searches the same without it.

const box = document.getElementById("q");
const said = document.getElementById("fitting");
const letters = document.querySelector(".letters");
const groups = [...document.querySelectorAll("[data-names]")];

// As the server does it: "Ynys Môn" -> ["ynys", "mon"].
function words(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f'\u2019]/g, "").toLowerCase().replaceAll("&", " and ");
  return plain.split(/[^a-z0-9]+/).filter(Boolean);
}

const names = [...document.querySelectorAll("[data-names] li")].map((row) => ({ row, words: words(row.textContent) }));

function show() {
  const wanted = words(box.value);
  let fitting = 0;
  for (const name of names) {
    name.row.hidden = !wanted.every((one) => name.words.some((word) => word.startsWith(one)));
    fitting += !name.row.hidden;
  }
  for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
  if (letters) letters.hidden = wanted.length > 0;
  const sentence = said.dataset[fitting === 1 ? "one" : fitting ? "many" : "none"];
  said.textContent = wanted.length ? sentence.replace("{number}", fitting) : "";
}

box.addEventListener("input", show);
show();
