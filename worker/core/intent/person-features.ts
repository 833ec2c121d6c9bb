import { type Feature, buckets, choices, counted, range } from "./dimension.ts";
import type { PersonTraits } from "./traits.ts";

const RETURNING = choices("person", "returning", {
  yes: "Has been here before",
  no: "First visit",
});
const VISITS_7 = buckets("person", "visits_7d", [0, 1, 2, 3, 5], (from, to) =>
  to === 0
    ? "No other visit in 7 days"
    : counted(from, to, "other visit in 7 days", "other visits in 7 days"),
);
const VISITS_30 = buckets("person", "visits_30d", [0, 1, 2, 3, 5, 9], (from, to) =>
  to === 0
    ? "No other visit in 30 days"
    : counted(from, to, "other visit in 30 days", "other visits in 30 days"),
);
const SINCE_LAST = buckets("person", "days_since_visit", [0, 1, 2, 4, 8, 15, 31], (from, to) =>
  to === 0 ? "Was here within a day" : `Last visit ${counted(from, to, "day", "days")} ago`,
);
const ORDERS = buckets("person", "orders", [0, 1, 2, 3, 5, 9, 17, 33], (from, to) =>
  to === 0 ? "Has not ordered before" : `${counted(from, to, "order", "orders")} before`,
);
const SINCE_ORDER = buckets(
  "person",
  "days_since_order",
  [0, 8, 31, 61, 121],
  (from, to) => `Ordered ${range(from, to)} days ago`,
);
const LOGGED_IN = choices("person", "logged_in", { yes: "Logged in", no: "Not logged in" });
const LAST_EXIT = choices("person", "last_exit", {
  home: "Last visit ended on the home page",
  list: "Last visit ended on a category page",
  item: "Last visit ended on a product page",
  search: "Last visit ended on search results",
  cart: "Last visit ended in the cart",
  checkout: "Last visit ended in the checkout",
  thanks: "Last visit ended with an order",
  account: "Last visit ended on the account page",
  other: "Last visit ended on another page",
});

/** Pushes what was known of the person before; what a first visit cannot have is left out. */
export function personFeatures(person: PersonTraits, loggedIn: boolean, into: Feature[]): void {
  into.push(
    RETURNING[person.returning ? "yes" : "no"],
    ORDERS(person.orders),
    LOGGED_IN[loggedIn ? "yes" : "no"],
  );
  if (person.daysSinceOrder !== null) into.push(SINCE_ORDER(person.daysSinceOrder));
  if (!person.returning) return;
  into.push(VISITS_7(person.visits7), VISITS_30(person.visits30));
  if (person.daysSinceLast !== null) into.push(SINCE_LAST(person.daysSinceLast));
  if (person.lastExit !== null) into.push(LAST_EXIT[person.lastExit]);
}

export const PERSON_FEATURES: Feature[] = [
  ...Object.values(RETURNING),
  ...VISITS_7.all,
  ...VISITS_30.all,
  ...SINCE_LAST.all,
  ...ORDERS.all,
  ...SINCE_ORDER.all,
  ...Object.values(LOGGED_IN),
  ...Object.values(LAST_EXIT),
];
