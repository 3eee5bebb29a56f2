// The code to paste: buttons that copy it, and light or dark shown at once. Without JavaScript a button does the latter.

const said = document.getElementById("said");
const choices = document.querySelectorAll("input[name=theme]");

function show(theme) {
  const auto = theme === "auto";
  for (const made of document.querySelectorAll("write-to-your-mp")) {
    if (auto) made.removeAttribute("theme");
    else made.setAttribute("theme", theme);
  }
  const frame = document.querySelector(".tried iframe");
  const source = new URL(frame.src);
  source.searchParams.delete("theme");
  if (!auto) source.searchParams.set("theme", theme);
  frame.src = source;
  const component = document.getElementById("component-code");
  component.value = component.value.replace(/<write-to-your-mp[^>]*>/, auto ? "<write-to-your-mp>" : `<write-to-your-mp theme="${theme}">`);
  const framed = document.getElementById("frame-code");
  if (framed) framed.value = framed.value.replace(/(\/embed)[^"]*"/, (_, path) => `${path}${source.search.replaceAll("&", "&amp;")}"`);
}

for (const choice of choices) {
  choice.closest("form").querySelector("[data-plain]").hidden = true;
  choice.addEventListener("change", () => { if (choice.checked) show(choice.value); });
}

for (const button of document.querySelectorAll("[data-copy-from]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const code = document.getElementById(button.dataset.copyFrom);
    code.focus();
    code.select();
    let done = false;
    try {
      await navigator.clipboard.writeText(code.value);
      done = true;
    } catch {
      done = document.execCommand("copy");
    }
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = done ? said.dataset.copied : said.dataset.failed; });
  });
}
