import css from "./cards.css";

let sheet: CSSStyleSheet | undefined;

/** A shadow root in our style. A constructed sheet needs no leave of a content security policy. */
export function openRoot(host: HTMLElement, ...children: HTMLElement[]): ShadowRoot {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(...children);
  return root;
}
