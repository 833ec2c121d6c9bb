import { dice, itemId, itemOf } from "../scale/shop.ts";

/** How many items the shop has; the lower an item's number, the oftener it is looked at. */
export const ITEMS = 1_000;
const WANT = ["next_item"];

let made = 0;
const newId = (): string => `e${(made++).toString(36)}-${process.pid.toString(36)}`;
const roll = dice(7);
const anyItem = (): number => Math.min(ITEMS - 1, Math.floor(ITEMS ** roll()) - 1);

/** An event as the tag sends it. */
function event(name: string, view: string, page: string, more: object = {}) {
  const url = `https://shop.example${page}`;
  const title = `A page of the shop: ${page}`;
  return { id: newId(), name, view, seq: 1, age: 5, page: { url, title }, ...more };
}

function items(...numbers: number[]) {
  const named = numbers.map((n) => {
    const { title, brand, product_type, price } = itemOf(n);
    return {
      item_id: itemId(n),
      item_name: title,
      item_brand: brand,
      item_category: product_type,
      price: Number.parseFloat(price),
      quantity: 1,
    };
  });
  return { currency: "GBP", items: named };
}

const left = { engagement: { visible: 14_000, focused: 12_000, active: 3_000, scroll: 70 } };

/** Ten events of three pages: a list, an item, and another one that goes into the cart. */
function tenEvents(): object[] {
  const [first, second, other] = [anyItem(), anyItem(), anyItem()];
  const [list, one, two] = [newId(), newId(), newId()];
  const page = (n: number) => `/p/${n}/`;
  return [
    event("page_view", list, "/c/kitchen/"),
    event("view_item_list", list, "/c/kitchen/", items(first, second, other)),
    event("select_item", list, "/c/kitchen/", items(first)),
    event("page_leave", list, "/c/kitchen/", left),
    event("page_view", one, page(first)),
    event("view_item", one, page(first), items(first)),
    event("page_leave", one, page(first), left),
    event("page_view", two, page(second)),
    event("view_item", two, page(second), items(second)),
    event("add_to_cart", two, page(second), items(second)),
  ];
}

const batchOf = (visitor: string, events: object[], session = `s-${visitor}`): string =>
  JSON.stringify({ visitor, session, events, want: WANT });

/** A batch of ten events, and a slot to fill. */
export const batchOfTen = (visitor: string): string => batchOf(visitor, tenEvents());

/** A look at one item, and a slot to fill. */
export function oneEvent(visitor: string): string {
  const n = anyItem();
  return batchOf(visitor, [event("view_item", newId(), `/p/${n}/`, items(n))]);
}

/** The two requests of one page view: an item's page with its slot, and the beacon when it is left. */
export function pageView(visitor: string, session: string): [shown: string, left: string] {
  const n = anyItem();
  const [view, page] = [newId(), `/p/${n}/`];
  const shown = [event("page_view", view, page), event("view_item", view, page, items(n))];
  const beacon = { visitor, session, events: [event("page_leave", view, page, left)] };
  return [batchOf(visitor, shown, session), JSON.stringify(beacon)];
}

/** An order of one item. */
export function order(visitor: string, session: string): string {
  const bought = { ...items(anyItem()), value: 10, transaction_id: newId() };
  return batchOf(visitor, [event("purchase", newId(), "/thanks/", bought)], session);
}
