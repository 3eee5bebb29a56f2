// The summary of errors takes focus by its `autofocus`; this is for browsers that know it for fields alone.

window.addEventListener("load", () => {
  setTimeout(() => {
    if (document.activeElement === document.body) document.getElementById("summary")?.focus();
  });
});
