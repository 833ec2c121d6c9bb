import type { Item } from "../../worker/wire/event.ts";
import type { Order, Product } from "../fixture.ts";
import { arrival } from "./arrivals.ts";
import { itemsOf } from "./buying.ts";
import { browseList, land } from "./landing.ts";
import { randomOf, wholeBetween, type Random } from "./random.ts";
import { Recorder, type Visit } from "./recorder.ts";

/** Shares of simulated visits; `data/README.md` says what they rest on. */
const SHARE = {
  bounces: 0.4,
  startsFromSearch: 0.18,
  usesLists: 0.35,
  fillsCart: 0.12,
  checksOut: 0.5,
};
const MOST_PRODUCTS_VIEWED = 6;
const SHOWN_IN_A_LIST = 12;

/** What a simulated visit draws on. */
export interface Shelves {
  productOf: ReadonlyMap<string, Product>;
  /** Products by `product_type`. */
  byType: ReadonlyMap<string, readonly Product[]>;
}

/**
 * A visit that ends without an order: some products of a real basket, in its order. 40 % of them
 * see one page and leave.
 */
export function browsingVisit(
  session: string,
  visitor: string,
  time: number,
  basket: Order,
  shelves: Shelves,
): Visit {
  const random = randomOf(session);
  const came = arrival(random, false);
  const recorder = new Recorder(session, random, came);
  const seen = someOf(random, basket, shelves.productOf);
  const first = shelves.productOf.get(seen[0]!.item_id)!;

  if (random() < SHARE.bounces) {
    if (came.lands === "product") recorder.openProduct(first);
    else recorder.openPage("/", "Lantern & Thistle");
    recorder.wait(1, 15);
    return recorder.finish(visitor, time, "start");
  }

  if (random() < SHARE.startsFromSearch) searchFor(recorder, first);
  else if (came.lands !== "product") land(recorder, came.lands, first);

  const cart: Item[] = [];
  const fillsCart = random() < SHARE.fillsCart;
  for (const item of seen) {
    const product = shelves.productOf.get(item.item_id)!;
    if (random() < SHARE.usesLists) {
      const shelf = shelves.byType.get(product.product_type)!;
      browseList(recorder, shelf.slice(0, SHOWN_IN_A_LIST), product);
    }
    recorder.openProduct(product);
    if (fillsCart) {
      cart.push(item);
      recorder.commerce("add_to_cart", [item]);
      recorder.wait(1, 5);
    }
  }
  if (cart.length > 0) abandon(recorder, random, cart);
  return recorder.finish(visitor, time, "start");
}

/**
 * Up to six lines of a basket from a random place in it, in the basket's order: what is left in a cart
 * is as much as what is bought, or its size alone would tell the two apart.
 */
function someOf(random: Random, basket: Order, productOf: ReadonlyMap<string, Product>): Item[] {
  const wanted = wholeBetween(random, 1, MOST_PRODUCTS_VIEWED);
  const from = Math.floor(random() * Math.max(1, basket.lines.length - wanted + 1));
  return itemsOf(basket.lines.slice(from, from + wanted), productOf);
}

function searchFor(recorder: Recorder, product: Product): void {
  const term = product.title.toLowerCase().split(" ").slice(-2).join(" ");
  recorder.openPage(`/search/?q=${encodeURIComponent(term)}`, "Search");
  recorder.search(term);
  recorder.wait(5, 25);
}

function abandon(recorder: Recorder, random: Random, items: Item[]): void {
  recorder.openPage("/cart/", "Your basket");
  recorder.commerce("view_cart", items);
  recorder.wait(5, 60);
  if (random() > SHARE.checksOut) return;
  recorder.openPage("/checkout/", "Checkout");
  recorder.commerce("begin_checkout", items);
  recorder.wait(10, 90);
}
