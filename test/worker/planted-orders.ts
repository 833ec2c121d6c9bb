import { dice } from "../core/dice.ts";

const DAY = 86_400_000;
/**
 * A New Year at least 500 days ago: imports refuse orders of the future, visits are forgotten after two
 * years, and reports compare people of the same quarter.
 */
const START = Date.UTC(new Date(Date.now() - 500 * DAY).getUTCFullYear(), 0, 1, 10);
const GOODS = Array.from({ length: 9 }, (_, n) => `good${n}`);
const FILLERS = ["card", "ribbon", "paper", "tag"];

export const dayOf = (day: number) => new Date(START + day * DAY).toISOString();

export interface PlantedPerson {
  customer: string;
  isLoyal: boolean;
  /** Days after the start. */
  orders: { day: number; channel: string; items: string[] }[];
}

/**
 * A shop of 600 people in whose orders four things are planted, and nothing else: who began with
 * `pillow` often has a `pillowcase` in the second order; `starter` brings people back; who came by Email
 * becomes loyal; and large first orders bring people back too. Loyal people love the `favourite`.
 */
export function plantedShop(seed: number): PlantedPerson[] {
  const roll = dice(seed);
  const pick = (list: readonly string[]) => list[Math.floor(roll() * list.length)]!;
  const basket = (most: number) =>
    Array.from({ length: 1 + Math.floor(roll() * most) }, () => pick(GOODS));
  return Array.from({ length: 600 }, (_, n) => {
    const begin = roll() * 250;
    const channel = roll() < 0.3 ? "Email" : "Organic Search";
    const first = pick([...GOODS, "pillow", "pillow", "starter"]);
    const isLarge = roll() < 0.4;
    const orders = [{ day: begin, channel, items: isLarge ? [first, ...FILLERS] : [first] }];
    const back = (first === "starter" ? 0.75 : 0.25) + (isLarge ? 0.2 : 0);
    const isLoyal = roll() < (channel === "Email" ? 0.4 : 0.08);
    if (isLoyal || roll() < back) {
      const day = begin + (isLoyal ? 40 : 3 + roll() * 80);
      const pair = first === "pillow" && roll() < 0.7 ? ["pillowcase"] : [];
      orders.push({ day, channel, items: [...new Set([...basket(3), ...pair])] });
    }
    for (const later of isLoyal ? [80, 120] : [])
      orders.push({ day: begin + later, channel, items: [pick(GOODS), "favourite"] });
    return { customer: `planted${n}`, isLoyal, orders };
  });
}

/** The shop's export, with names of columns of its own. */
export function exportOf(people: readonly PlantedPerson[]): string {
  const lines = people.flatMap(({ customer, orders }) =>
    orders.flatMap(({ day, channel, items }, n) =>
      items.map((item) =>
        [`${customer}-${n}`, customer, dayOf(day), item, "Home", 1, "5.00", "GBP", channel].join(
          ";",
        ),
      ),
    ),
  );
  return `Order;Customer;Placed;Article;Department;Pieces;Price each;Money;Source\n${lines.join("\n")}\n`;
}

export const MAPPING = {
  Order: "transaction_id",
  Customer: "customer_id",
  Placed: "date",
  Article: "item_id",
  Department: "item_category",
  Pieces: "quantity",
  "Price each": "price",
  Money: "currency",
  Source: "channel",
};
