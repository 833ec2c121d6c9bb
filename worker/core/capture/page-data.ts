import type { Event } from "../../wire/event.ts";
import { parseJson } from "../../wire/json.ts";
import type { CAPTURES, Settings } from "../../wire/settings.ts";
import { type Card, toMinor } from "../catalogue/index.ts";
import type { EventItem, VisitEvent } from "../visit/index.ts";
import { readElements } from "./elements.ts";
import { cardOf } from "./learnt.ts";
import type { Product } from "./product.ts";
import { type Markup, type Subject, subjectOf } from "./subject.ts";
import { isNode } from "./values.ts";

type Source = (typeof CAPTURES)[number];

/** What became of a `page_data`: the event that it stands for, and the card that it teaches. */
export interface Captured {
  event: VisitEvent;
  card: Card | null;
}

/**
 * Reads a `page_data` as `view_item` or `view_item_list` with the same id, or null when there is
 * nothing to capture. `bare` is the event as it came, without anything of the page.
 *
 * @param hosts the shop's own hosts: where an item that is learnt may lie
 * @throws SyntaxError when the markup is no JSON
 */
export function readPageData(
  bare: VisitEvent,
  { markup = "{}", page }: Event,
  settings: Settings,
  hosts: readonly string[],
): Captured | null {
  const told = switchedOn(parseJson(markup), settings.capture);
  const address = page?.url ?? null;
  const subject = subjectOf(told, { url: address, title: page?.title ?? null });
  if (subject === null) return null;
  const event = eventOf(bare, subject, settings.currency);
  const mayLearn = settings.learn_items && subject.kind === "product";
  const shop = { currency: settings.currency, hosts };
  return { event, card: mayLearn ? cardOf(subject.product, address, shop) : null };
}

/** The dialects that the shop reads. */
function switchedOn(told: unknown, sources: readonly Source[]): Markup {
  if (!isNode(told)) return {};
  const json_ld = Array.isArray(told["json_ld"]) ? told["json_ld"] : [];
  const read = { json_ld, ...readElements(told["elements"]) };
  return Object.fromEntries(Object.entries(read).filter(([of]) => sources.includes(of as Source)));
}

/** The event, in one currency: items of another one go without their price. */
function eventOf(bare: VisitEvent, subject: Subject, shopCurrency: string): VisitEvent {
  const products = subject.kind === "product" ? [subject.product] : subject.products;
  const priced = products.find(({ price }) => price !== null);
  const currency = priced === undefined ? null : (priced.currency ?? shopCurrency);
  const items = products.map((product) => itemOf(product, currency, shopCurrency));
  return {
    ...bare,
    name: subject.kind === "product" ? "view_item" : "view_item_list",
    source: "markup",
    items,
    currency,
    value: subject.kind === "product" ? items[0]!.price : null,
    list: subject.kind === "list" ? (subject.name?.slice(0, 200) ?? null) : null,
  };
}

function itemOf(
  product: Product & { id: string },
  currency: string | null,
  shopCurrency: string,
): EventItem {
  const isComparable = currency !== null && (product.currency ?? shopCurrency) === currency;
  return {
    id: product.id,
    name: product.name?.slice(0, 500) ?? null,
    category: product.category,
    price: product.price !== null && isComparable ? toMinor(product.price, currency) : null,
    quantity: 1,
  };
}
