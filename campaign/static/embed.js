// <write-to-your-mp>: gives the form that stands inside it a look of its own, kept apart from the page around it.
// It asks nobody for anything, keeps nothing, and tells the page nothing. Without it the form works as it is.
// <write-to-your-mp theme="light"> or "dark"; without a theme it follows the reader's own choice.

(() => {
  if (!("customElements" in window) || customElements.get("write-to-your-mp")) return;

  const LIGHT = "--sheet: #fffdf8; --ink: #23211c; --soft: #595247; --edge: #837761; --accent: #1d456b; --on: #fffdf8; color-scheme: light;";
  const DARK = "--sheet: #24211c; --ink: #ebe4d6; --soft: #b9ae9c; --edge: #928671; --accent: #a5c8e8; --on: #12212e; color-scheme: dark;";
  const STYLE = `
    :host { display: block; ${LIGHT} }
    @media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${DARK} } }
    :host([theme="dark"]) { ${DARK} }
    :host([hidden]) { display: none; }
    form {
      max-width: 30rem; margin: 0; padding: 1.25rem; box-sizing: border-box;
      background: var(--sheet); color: var(--ink); border: 1px solid var(--edge); border-top: 4px solid var(--accent);
      font: 1rem/1.5 "Iowan Old Style", "Palatino Linotype", Palatino, P052, Georgia, serif;
    }
    p { margin: 0 0 .75rem; }
    p:last-child { margin: 0; }
    p:has(label) { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; }
    label { flex: 3 1 11rem; font-weight: 600; }
    input, button { box-sizing: border-box; min-height: 2.75rem; font: inherit; border-radius: 2px; }
    input { display: block; width: 100%; padding: .4rem .6rem; background: transparent; color: inherit; border: 1px solid var(--edge); text-transform: uppercase; }
    button { flex: 1 1 8rem; padding: .4rem 1rem; background: var(--accent); color: var(--on); border: 1px solid var(--accent); font-weight: 600; cursor: pointer; }
    small { color: var(--soft); font-size: .9rem; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
  `;

  let sheet;
  try {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  } catch {
    return; // an old browser: the form stays as it is
  }

  class WriteToYourMP extends HTMLElement {
    connectedCallback() {
      if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => this.dress(), { once: true });
      } else {
        this.dress();
      }
    }

    dress() {
      const form = this.querySelector("form");
      if (!form || this.dataset.dressed) return;
      this.dataset.dressed = "";
      const root = this.attachShadow({ mode: "closed" });
      root.adoptedStyleSheets = [sheet];
      root.append(form);
    }
  }

  customElements.define("write-to-your-mp", WriteToYourMP);
})();
