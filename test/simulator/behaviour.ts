/**
 * All that the simulator assumes, in one place, each with its reason in words. `pull` and `spread` are in
 * log-odds: a pull of 0.7 doubles the odds of what it acts on.
 *
 * The shape follows what shops publish of themselves: two in five visits see one page, one in eight
 * puts something into the cart, three of four carts are left; customers, searchers and computers order
 * more, social traffic less. Nothing is fitted to a model.
 */
export interface Assumption {
  value: number;
  words: string;
}

const assume = (value: number, words: string): Assumption => ({ value, words });

export const ASSUMPTIONS = {
  needSpread: assume(0.8, "spread of each person's need; nothing that is sent tells it"),
  needLeaving: assume(-0.3, "pull of one unit of need on leaving after a page"),
  needAdding: assume(0.7, "pull of one unit of need on putting an item into the cart"),
  needOrdering: assume(0.6, "pull of one unit of need on each step from cart to order"),
  needReading: assume(0.35, "log of the factor by which a unit of need lengthens reading"),
  needAgain: assume(0.6, "pull of one unit of need on going back to an item"),
  needSearching: assume(0.5, "pull of one unit of need on searching"),

  bounce: assume(0.4, "leaves after the first page"),
  leave: assume(0.15, "leaves after any later page"),
  leaveCart: assume(0.12, "leaves after a page with something in the cart"),
  item: assume(0.55, "the next page is an item's"),
  search: assume(0.1, "the next page is a search"),
  help: assume(0.05, "the next page is about shipping or returns"),
  again: assume(0.25, "an item's page is of one seen before in the visit, if there is one"),
  favourite: assume(0.6, "a new item is of the person's favourite category"),
  add: assume(0.07, "an item's page puts it into the cart"),
  remove: assume(0.04, "a page with something in the cart empties it"),
  begin: assume(0.12, "a page with something in the cart goes on to the checkout"),
  step: assume(0.7, "each of two steps of the checkout is completed; else the visit ends"),
  reading: assume(20, "seconds on a page, median"),
  readingSpread: assume(0.8, "spread of the log of these seconds"),

  comeBack: assume(0.35, "comes back after a visit without an order"),
  comeBackDays: assume(2.5, "days until then, mean"),
  customers: assume(0.2, "has ordered before the tag was there, which only a log-in may tell"),
  buyAgain: assume(0.4, "comes back some time after an order"),
  buyAgainDays: assume(18, "days until then, mean"),
  needMet: assume(-0.5, "what an order takes from the need"),
  logIn: assume(0.6, "a customer is logged in"),
  customerAdding: assume(-0.2, "pull of having ordered before on filling the cart: no collecting"),
  customerOrdering: assume(0.8, "pull of having ordered before on each step to an order"),
  secondDevice: assume(0.2, "a person has two devices, which the shop takes for two people"),
  switchDevice: assume(0.4, "such a person comes back on the other device"),
  phone: assume(0.6, "a device is a phone; else a computer"),
  phoneOrdering: assume(-0.35, "pull of a phone on each step to an order"),

  weekendOrdering: assume(0.1, "pull of Saturday and Sunday on each step to an order"),
  driftPull: assume(0.25, "height of the season's wave on each step to an order"),
  driftDays: assume(42, "length of that wave in days"),
  campaignFrom: assume(0.55, "part of the whole time after which a campaign begins"),
  campaignDays: assume(5, "how long it lasts"),
  campaignTraffic: assume(0.6, "how much more traffic it brings, all of it from paid social"),

  crawlers: assume(0.03, "visits of crawlers, which name themselves, to one of people"),
  cartBots: assume(0.01, "visits of bots that look like browsers and only fill carts, to one"),
  botItems: assume(15, "how often such a visit puts its item into the cart"),
} satisfies Record<string, Assumption>;

export type Behaviour = Record<keyof typeof ASSUMPTIONS, number> & {
  /** Pull on each step to an order, found so that the asked share of visits orders. */
  resolve: number;
};

export const BEHAVIOUR: Behaviour = {
  ...(Object.fromEntries(
    Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value]),
  ) as Behaviour),
  resolve: 0,
};

/** Where a visit comes from. */
export interface Channel {
  name: string;
  /** Share of first visits, and of later ones. */
  first: number;
  later: number;
  /** Pull on need, and on leaving after one page. */
  need: number;
  bounce: number;
  /** Of the landing: what the address carries, and what sent the visit. */
  query: string;
  referrer: string;
}

const channel = (
  name: string,
  shares: [first: number, later: number],
  pulls: [need: number, bounce: number],
  [query, referrer]: [query: string, referrer: string],
): Channel => {
  const [[first, later], [need, bounce]] = [shares, pulls];
  return { name, first, later, need, bounce, query, referrer };
};

export const CHANNELS: readonly Channel[] = [
  channel("organic search", [0.38, 0.2], [0, 0], ["", "https://www.google.com/"]),
  channel("direct", [0.2, 0.5], [0.2, -0.2], ["", ""]),
  channel(
    "paid search",
    [0.2, 0.1],
    [0.1, 0],
    ["?utm_source=google&utm_medium=cpc&utm_campaign=brand", "https://www.google.com/"],
  ),
  channel("referral", [0.1, 0.05], [0, 0.1], ["", "https://blog.example/gifts"]),
  channel("mail", [0.02, 0.12], [0.4, -0.3], ["?utm_source=news&utm_medium=email", ""]),
  channel(
    "paid social",
    [0.1, 0.03],
    [-0.6, 0.5],
    ["?utm_source=facebook&utm_medium=paid_social&utm_campaign=new", "https://www.facebook.com/"],
  ),
];

/** What the campaign brings. */
export const CAMPAIGN_CHANNEL = CHANNELS.findIndex(({ name }) => name === "paid social");

/** Weights of the hours of a day (UTC, as the shop's), and of the days of a week from Sunday. */
export const HOURS: readonly number[] = [
  1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 6, 5, 5, 5, 5, 6, 7, 8, 9, 8, 5, 2,
];
export const WEEKDAYS: readonly number[] = [1.2, 1.05, 1, 1, 0.95, 0.9, 0.9];

/** All of it in words, one line each. */
export function describe(behaviour: Behaviour): string[] {
  const names = Object.keys(ASSUMPTIONS) as (keyof typeof ASSUMPTIONS)[];
  const row = (name: string, value: number, words: string) =>
    `${name.padEnd(18)}${String(Number(value.toFixed(3))).padStart(8)}  ${words}`;
  return [
    ...names.map((name) => row(name, behaviour[name], ASSUMPTIONS[name].words)),
    row(
      "resolve",
      behaviour.resolve,
      "pull on each step to an order that gives the asked conversion",
    ),
    ...CHANNELS.map(
      ({ name, first, later, need, bounce }) =>
        `channel ${name}: ${first} of first visits, ${later} of later ones; ` +
        `pull on need ${need}, on leaving at once ${bounce}`,
    ),
    `weights of the hours from 0 h (UTC): ${HOURS.join(" ")}`,
    `weights of the days from Sunday: ${WEEKDAYS.join(" ")}`,
  ];
}
