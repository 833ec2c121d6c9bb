import type { PageType } from "../../wire/person.ts";

export type PageKind = PageType;

const KINDS = new Map<string, PageKind>([
  ["view_item", "item"],
  ["view_item_list", "list"],
  ["search", "search"],
  ["view_cart", "cart"],
  ["begin_checkout", "checkout"],
  ["add_shipping_info", "checkout"],
  ["add_payment_info", "checkout"],
  ["purchase", "thanks"],
  ["login", "account"],
  ["sign_up", "account"],
]);

/** What the address of a page tells before anything has happened on it. */
export const kindOfPath = (path: string | null): PageKind => (path === "/" ? "home" : "other");

/** The kind of page on which an event of this name happens, if it can only happen on one. */
export const kindNamedBy = (eventName: string): PageKind | undefined => KINDS.get(eventName);

/**
 * A page's kind after something has happened on it. A list may be a block on any page, and what names
 * no page view (`isSure` false) may have happened elsewhere: these name only what nothing else has.
 */
export const renamed = (known: PageKind, named: PageKind, isSure = true): PageKind =>
  known !== "other" && (named === "list" || !isSure) ? known : named;
