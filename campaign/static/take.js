// Taking a letter away, to the clipboard or to a file, without sending anything.

// Whether the browser let us; if not, the letter is selected.
export async function copy(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.focus();
    area.select();
    return document.execCommand("copy");
  }
}

// The same file as the server would make.
export function save(text, name) {
  const lines = "\uFEFF" + text.replace(/\r\n|\r|\n/g, "\r\n");
  const address = URL.createObjectURL(new Blob([lines], { type: "text/plain;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
