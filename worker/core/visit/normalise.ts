import { type Event, type Item, paramsOf } from "../../wire/event.ts";
import { toMinor } from "../catalogue/index.ts";
import { scrubber } from "./address.ts";
import type { EventItem, VisitEvent } from "./event.ts";

/**
 * A validated wire event on server time (`time`, epoch ms), addresses scrubbed, money in minor units.
 * Amounts that name no currency are in the shop's own.
 *
 * @param scrub shared by the events of a batch, which are of few pages
 */
export function normalise(
  event: Event & Record<string, unknown>,
  time: number,
  shopCurrency: string,
  scrub = scrubber(),
): VisitEvent {
  const { page, items = [] } = event;
  const hasAmounts = event.value !== undefined || items.some(({ price }) => price !== undefined);
  const currency = event.currency ?? (hasAmounts ? shopCurrency : null);
  const minor = (amount: number | undefined) =>
    amount === undefined ? null : toMinor(amount, currency ?? shopCurrency);
  const address = page === undefined ? null : scrub(page.url);
  const normalised: VisitEvent = {
    id: event.id,
    name: event.name,
    time,
    view: event.view ?? null,
    seq: event.seq ?? 0,
    url: address?.url ?? null,
    path: address?.path ?? null,
    referrer: page?.referrer ? scrub(page.referrer).url : null,
    title: page?.title ?? null,
    items: items.map((item) => toEventItem(item, minor)),
    currency,
    value: minor(event.value),
    transaction: event.transaction_id ?? null,
    search: event.search_term ?? null,
    list: event.item_list_name ?? event.item_list_id ?? null,
    engagement: event.engagement ?? null,
    receipt: event.receipt_id ?? null,
    loggedIn: event.logged_in ?? null,
    params: paramsOf(event),
  };
  if (event.captured !== undefined) normalised.source = event.captured;
  return normalised;
}

function toEventItem(item: Item, minor: (amount: number | undefined) => number | null): EventItem {
  const normalised: EventItem = {
    id: item.item_id,
    name: item.item_name ?? null,
    category: categoryOf(item),
    price: minor(item.price),
    quantity: item.quantity ?? 1,
  };
  if (item.item_brand) normalised.brand = item.item_brand;
  return normalised;
}

/** The levels of an item's category as one text, or null where it names none. */
function categoryOf(item: Item): string | null {
  let levels = item.item_category ?? "";
  for (const level of [
    item.item_category2,
    item.item_category3,
    item.item_category4,
    item.item_category5,
  ])
    if (level) levels += levels === "" ? level : ` > ${level}`;
  return levels === "" ? null : levels;
}
