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
  const hasAmounts =
    event.value !== undefined || event.items?.some((item) => item.price !== undefined);
  const currency = event.currency ?? (hasAmounts ? shopCurrency : null);
  const minor = (amount: number | undefined) =>
    amount === undefined ? null : toMinor(amount, currency ?? shopCurrency);
  const page = event.page === undefined ? null : scrub(event.page.url);
  return {
    id: event.id,
    name: event.name,
    time,
    view: event.view ?? null,
    seq: event.seq ?? 0,
    url: page?.url ?? null,
    path: page?.path ?? null,
    referrer: event.page?.referrer ? scrub(event.page.referrer).url : null,
    title: event.page?.title ?? null,
    items: (event.items ?? []).map((item) => toEventItem(item, minor)),
    currency,
    value: minor(event.value),
    transaction: event.transaction_id ?? null,
    search: event.search_term ?? null,
    list: event.item_list_name ?? event.item_list_id ?? null,
    engagement: event.engagement ?? null,
    receipt: event.receipt_id ?? null,
    loggedIn: event.logged_in ?? null,
    ...(event.captured !== undefined && { source: event.captured }),
    params: paramsOf(event) ?? null,
  };
}

function toEventItem(item: Item, minor: (amount: number | undefined) => number | null): EventItem {
  const levels = [
    item.item_category,
    item.item_category2,
    item.item_category3,
    item.item_category4,
    item.item_category5,
  ].filter((level) => level !== undefined && level !== "");
  return {
    id: item.item_id,
    name: item.item_name ?? null,
    category: levels.length === 0 ? null : levels.join(" > "),
    ...(item.item_brand && { brand: item.item_brand }),
    price: minor(item.price),
    quantity: item.quantity ?? 1,
  };
}
