// Leaving in a hurry, and what was forgotten stays forgotten: read on every page before it is drawn, so a plain script.

(function () {
  const LEFT = "left"; // where to: nobody comes back with the back button
  const FORGOTTEN = "forgotten"; // pages that the browser still holds must not show what was typed (static/write.js)
  const DRAFT = "letter-draft";

  function away() {
    document.documentElement.hidden = true;
    location.replace(sessionStorage.getItem(LEFT));
  }

  function cameBack(event) {
    try {
      const [visit] = performance.getEntriesByType("navigation");
      const isBack = event?.persisted || visit?.type === "back_forward";
      if (sessionStorage.getItem(LEFT)) {
        if (isBack) return away();
        sessionStorage.removeItem(LEFT); // somebody came here again on purpose
        sessionStorage.setItem(FORGOTTEN, '"yes"');
      } else if (event?.persisted && sessionStorage.getItem(FORGOTTEN)) {
        document.documentElement.hidden = true;
        location.reload();
      }
    } catch { /* a browser without storage: nothing was kept here */ }
  }

  cameBack();
  window.addEventListener("pageshow", (event) => { if (event.persisted) cameBack(event); });

  try {
    const draft = JSON.parse(localStorage.getItem(DRAFT));
    if (draft && !(draft.until > Date.now())) localStorage.removeItem(DRAFT);
  } catch { /* as above */ }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-leave]");
    if (!link) return;
    event.preventDefault();
    try {
      sessionStorage.clear();
      localStorage.clear();
      sessionStorage.setItem(LEFT, link.href);
    } catch { /* as above */ }
    document.documentElement.hidden = true;
    location.replace(link.href);
  });
})();
