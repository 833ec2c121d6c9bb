type Child = Node | string;

/** An element with what is in it; text is text, whatever it holds. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button that does one thing; `about` says to what, for whoever does not see what stands beside it. */
export function button(
  word: string,
  about: string,
  act: () => void,
  attributes: Record<string, string> = {},
): HTMLButtonElement {
  const label = about === "" ? word : `${word}: ${about}`;
  const made = el("button", { type: "button", "aria-label": label, ...attributes }, word);
  made.addEventListener("click", act);
  return made;
}

export const section = (title: string, ...children: Child[]): HTMLElement =>
  el("section", {}, el("h2", {}, title), ...children);

/** A link to a page of the shop, or the words alone where there is none that may be followed. */
export function link(title: string, href: string | null): Node {
  if (href === null || !/^(https?:\/\/|\/(?![/\\]))/.test(href)) return el("span", {}, title);
  return el("a", { href }, title);
}
