import type { PageMarkup } from "../../../worker/wire/event.ts";
import { guard } from "../lib/hooks.ts";

/** More costs the page, and the Worker, more than it tells. */
const MAX_LENGTH = 200_000;
/** Of characters in a text, and of things in a list. */
const MAX_SIZE = 1000;

/** Long, and of no use for knowing the product. */
const BULKY = /^reviews?$/;

/** Only a page that says something of products or of its place in the shop is worth telling of. */
const TELLING = /product|crumb|ItemList/i;

export const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

/**
 * What the page says about itself in JSON-LD, microdata and Open Graph, as JSON text for the Worker,
 * which understands it. Undefined when it says nothing of products.
 */
export const readMarkup = guard((): string | undefined => {
  const elements = all("[itemscope],[itemprop],meta[property]");
  const markup: PageMarkup = {
    json_ld: all("script[type*=ld]").map(
      guard(({ textContent: text }) => text!.length < MAX_LENGTH && JSON.parse(text!)),
    ),
    elements: elements.map((element) => {
      const attribute = (name: string) => element.getAttribute(name);
      const { href, src, textContent } = element as Partial<HTMLAnchorElement & HTMLImageElement>;
      return [
        elements.indexOf(element.parentElement?.closest("[itemscope]") as HTMLElement),
        attribute("itemtype"),
        attribute("itemprop") ?? attribute("property"),
        attribute("content") ?? href ?? src ?? textContent!,
      ];
    }),
  };
  const text = JSON.stringify(markup, (key, value) =>
    BULKY.test(key) ? undefined : (value?.slice?.(0, MAX_SIZE) ?? value),
  );
  return text.length < MAX_LENGTH && TELLING.test(text) ? text : undefined;
});
