// Links that open an e-mail, made exactly as the server makes them (campaign/outputs/links.py).

const encode = (text) => encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text);
const oneLine = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ").trim().split(/\s+/).join(" ");
const crlf = (text) => text.replace(/\r\n|\r|\n/g, "\r\n");

// The fullest link within the budget. `route` holds what stands before each value, and the budget.
export function link(route, address, subject, text) {
  const to = route.to + encode(address).replaceAll("%40", "@");
  const about = route.subject + encode(oneLine(subject));
  const body = route.body + encode(crlf(text));
  for (const [url, complete] of [[to + about + body, true], [to + about, false]]) {
    if (url.length <= route.budget) return { url, complete };
  }
  return { url: to, complete: false };
}
