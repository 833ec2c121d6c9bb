import type { Behaviour } from "./behaviour.ts";
import { type Feature, buckets, choices, counted, range } from "./dimension.ts";
import { moneySteps } from "./money-steps.ts";

const SECOND = 1000;

const EVENTS = buckets("behaviour", "events", [0, 1, 2, 3, 4, 6, 10, 16, 31, 61], (from, to) =>
  counted(from, to, "action in this visit", "actions in this visit"),
);
const PAGES = buckets("behaviour", "pages", [0, 1, 2, 3, 4, 6, 10, 16, 31], (from, to) =>
  counted(from, to, "page seen", "pages seen"),
);
const ITEMS = buckets("behaviour", "items", [0, 1, 2, 3, 4, 6, 10, 16], (from, to) =>
  to === 0 ? "No product viewed" : counted(from, to, "product viewed", "products viewed"),
);
const AGAIN = buckets(
  "behaviour",
  "same_item_again",
  [1, 2, 3, 5],
  (from, to) => `Came back to a product ${counted(from, to, "time", "times")}`,
);
const FOCUS = choices("behaviour", "category_focus", {
  one: "Stayed in one category",
  mostly: "Mostly in one category",
  spread: "Looked across categories",
});
const SEARCHES = buckets(
  "behaviour",
  "searches",
  [1, 2, 4],
  (from, to) => `Searched ${counted(from, to, "time", "times")}`,
);
const LISTS = buckets("behaviour", "lists", [1, 2, 3, 5, 9], (from, to) =>
  counted(from, to, "list of products seen", "lists of products seen"),
);
const ADDS = buckets("behaviour", "cart_adds", [1, 2, 3, 5, 9], (from, to) =>
  to === 1 ? "Added to the cart" : `Added to the cart ${range(from, to)} times`,
);
const REMOVES = buckets("behaviour", "cart_removes", [1, 2], (from, to) =>
  to === 1 ? "Removed from the cart" : `Removed from the cart ${range(from, to)} times`,
);
const CART = buckets("behaviour", "cart", [0, 1, 2, 3, 5, 9], (from, to) =>
  to === 0 ? "Nothing in the cart" : `${range(from, to)} in the cart`,
);
const VALUE = moneySteps("behaviour", "cart_value", (worth) => `Cart worth ${worth}`);
const CHECKOUT = buckets(
  "behaviour",
  "checkout",
  [0, 1, 2, 3],
  (from) =>
    ["Not in the checkout", "Began the checkout", "Gave an address", "Chose how to pay"][from]!,
);
const DWELL = buckets(
  "behaviour",
  "seconds_read",
  [0, 10, 30, 60, 180, 600],
  (from, to) => `Looked at pages for ${range(from, to)} s`,
);
const ELAPSED = buckets("behaviour", "minutes", [0, 1, 3, 6, 15, 30], (from, to) =>
  to === 0 ? "Here for less than 1 min" : `Here for ${range(from, to)} min`,
);
const PAGE = choices("behaviour", "page", {
  home: "On the home page",
  list: "On a category page",
  item: "On a product page",
  search: "On search results",
  cart: "In the cart",
  checkout: "In the checkout",
  account: "On the account page",
  other: "On another page",
});

/** Pushes what this visit has shown up to `now` (epoch ms); a clock that runs back counts as no time. */
export function behaviourFeatures(behaviour: Behaviour, now: number, into: Feature[]): void {
  const { cart } = behaviour;
  const elapsed = Math.max(0, now - (behaviour.started ?? now));
  into.push(
    EVENTS(behaviour.events),
    PAGES(behaviour.pages),
    ITEMS(behaviour.distinctItems),
    CART(cart.units),
    CHECKOUT(cart.checkout),
    ELAPSED(elapsed / (60 * SECOND)),
  );
  // The page after an order would be the outcome itself.
  if (behaviour.page !== "thanks") into.push(PAGE[behaviour.page]);
  if (behaviour.dwell > 0) into.push(DWELL(behaviour.dwell / SECOND));
  if (behaviour.again > 0) into.push(AGAIN(behaviour.again));
  if (behaviour.searches > 0) into.push(SEARCHES(behaviour.searches));
  if (behaviour.lists > 0) into.push(LISTS(behaviour.lists));
  if (cart.adds > 0) into.push(ADDS(cart.adds));
  if (cart.removes > 0) into.push(REMOVES(cart.removes));
  const focus = categoryFocus(behaviour);
  if (focus !== null) into.push(focus);
  const value = VALUE(cart.value, cart.currency);
  if (value !== null) into.push(value);
}

/** From three viewed products on: all of one category, two thirds of them, or fewer. */
function categoryFocus(behaviour: Behaviour): Feature | null {
  const views = behaviour.categories.values;
  let total = 0;
  let top = 0;
  for (const count of views) {
    total += count;
    if (count > top) top = count;
  }
  if (total < 3) return null;
  if (top === total) return FOCUS.one;
  return top * 3 >= total * 2 ? FOCUS.mostly : FOCUS.spread;
}

const COUNTED = [
  EVENTS,
  PAGES,
  ITEMS,
  AGAIN,
  SEARCHES,
  LISTS,
  ADDS,
  REMOVES,
  CART,
  CHECKOUT,
  DWELL,
  ELAPSED,
];

export const BEHAVIOUR_FEATURES: Feature[] = [
  ...COUNTED.flatMap((dimension) => dimension.all),
  ...Object.values(FOCUS),
  ...Object.values(PAGE),
];
