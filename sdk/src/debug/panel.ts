import css from "./overlay.css" with { type: "text" };
import type { Row } from "./rows.ts";

/** Puts a row on top of its section, or in place of the one with this key. */
export type Put = (section: string, row: Row, key?: string) => void;

/** An element with children. Data becomes text nodes, never HTML. */
function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/**
 * Opens the panel: an element that no rule of the page selects, with a shadow root, which the page's
 * styles do not reach. A constructed style sheet needs no leave of a content security policy.
 * A section comes above those that are there when its first row does.
 */
export function openPanel(): Put {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const host = make("okaeri-debug" as "div");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const handle = make("summary", "Okaeri");
  const panel = make("details", handle);
  panel.open = true;
  const close = make("button", "Close");
  close.addEventListener("click", () => host.remove());
  root.append(panel, close);
  // The page's body may not have begun yet.
  document.documentElement.append(host);

  const titles: Record<string, Element> = {};
  const rows: Record<string, HTMLDetailsElement> = {};
  return (section, [label, id, text, raw], key = label) => {
    if (!titles[section]) handle.after(make("section", (titles[section] = make("h3", section))));
    const place = section + key;
    if (!rows[place])
      titles[section].after((rows[place] = make("details", make("summary"), make("pre"))));
    const row = rows[place];
    row.className = id;
    const [summary, json] = row.children;
    summary!.replaceChildren(make("b", label), make("code", id), make("span", text));
    json!.textContent = JSON.stringify(raw, null, 1);
  };
}
