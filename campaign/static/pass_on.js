// Passing the campaign on: the device's own share sheet, copying, the Mastodon server that this device knows.

const part = document.getElementById("pass-on");
const said = document.getElementById("passed-said");
const named = document.getElementById("pass-on-place");
const { link, subject } = part.dataset;

for (const hidden of part.querySelectorAll("[data-needs-script]")) hidden.hidden = false;

const remembered = () => {
  try {
    return localStorage.getItem("mastodon-server") ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
};

const words = (element) => (named?.checked ? element.dataset.textWith : element.dataset.text);

function follow() {
  for (const way of part.querySelectorAll("[data-with]")) {
    way.dataset.without ??= way.href;
    way.href = named?.checked ? way.dataset.with : way.dataset.without;
  }
  const mastodon = part.querySelector("[data-kind=mastodon]");
  const server = remembered();
  if (!/^[a-z0-9.-]+\.[a-z0-9-]+$/.test(server)) return;
  mastodon.href = `https://${server}/share?text=${encodeURIComponent(`${words(mastodon)} ${link}`)}`;
  mastodon.target = "_blank";
  mastodon.rel = "noopener noreferrer";
}

named?.addEventListener("change", follow);
window.addEventListener("pageshow", follow);
follow();

const share = part.querySelector("[data-share]");
if (navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => {
    // Rejected when the person closes the sheet: that is no error.
    navigator.share({ title: subject, text: words(part), url: link }).catch(() => {});
  });
}

for (const copy of document.querySelectorAll("[data-copy-link]")) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const text = await navigator.clipboard.writeText(link).then(() => said.dataset.copied, () => said.dataset.failed);
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = text; });
  });
}
