import { join } from "node:path";
import Papa from "papaparse";
import { ItemTable, TextSpace, cosine } from "../../../../worker/core/recommend/index.ts";
import { textOf as contentsOf } from "../data.ts";
import { FOLDER } from "../main.ts";
import { TOP } from "../measure.ts";
import { byClicks } from "../peers/popular.ts";

/** One item in so many is hidden: no basket that is learnt from shows it. */
const HIDDEN = 10;
/** Share of the orders, the last of them, that is predicted. */
const TAIL = 0.1;
/** Known items whose baskets speak for a new one. */
const ALIKE = 5;

interface Orders {
  titles: Map<string, string>;
  /** Distinct products of each order, in time order. */
  baskets: string[][];
}

function onlineRetail(): Orders {
  const text = contentsOf(join(FOLDER, "online-retail", "online_retail.csv.gz"));
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const titles = new Map<string, string>();
  const orders = new Map<string, Set<string>>();
  for (const { InvoiceNo: order, StockCode: item, Description: title } of data) {
    // Cancellations begin with C; what is no product has no number of five digits.
    if (!order || order.startsWith("C") || !item || !/^\d{5}/.test(item) || !title) continue;
    titles.set(item, title);
    const basket = orders.get(order);
    if (basket === undefined) orders.set(order, new Set([item]));
    else basket.add(item);
  }
  return { titles, baskets: Array.from(orders.values(), (basket) => [...basket]) };
}

/**
 * What titles are worth for an item that no one has bought yet: each tenth item is taken out of the
 * orders that are learnt from, and in the later ones one mate of it is to be found among 20.
 */
export function coldItems(): void {
  const { titles, baskets } = onlineRetail();
  const cut = Math.floor(baskets.length * (1 - TAIL));
  const hidden = new Set([...titles.keys()].filter((_, i) => i % HIDDEN === 0));
  const known = baskets.slice(0, cut).map((basket) => basket.filter((id) => !hidden.has(id)));
  const popular = byClicks(known);

  const learnt = new ItemTable();
  const seeing = new ItemTable();
  const learn = (table: ItemTable, basket: readonly string[]): void => {
    // Wholesale orders of hundreds of lines say little of any two of them.
    const some = basket.slice(0, 32);
    const pairs = some.flatMap((one) =>
      some
        .filter((other) => other !== one)
        .map((other): [string, string, number] => [one, other, 1]),
    );
    table.learnPairs(some, pairs, 0);
  };
  for (const basket of known) learn(learnt, basket);
  for (const basket of baskets.slice(0, cut)) learn(seeing, basket);

  const space = new TextSpace([...titles.values()]);
  const vectors = popular.map((id) => ({ id, vector: space.vector(titles.get(id)!) }));
  const alike = (item: string): string[] => {
    const own = space.vector(titles.get(item)!);
    return vectors
      .map(({ id, vector }) => ({ id, score: cosine(own, vector) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, TOP)
      .map(({ id }) => id);
  };
  const together = (table: ItemTable, recent: string[], age: number): string[] =>
    table
      .next({
        recent,
        reminders: false,
        exclude: [],
        count: TOP,
        now: 0,
        weights: { ageWeight: age, reminder: 0 },
      })
      .map(({ id }) => id);

  const likest = new Map([...hidden].map((item) => [item, alike(item)]));
  const borrowed = new Map(
    [...likest].map(([item, others]) => [item, together(learnt, others.slice(0, ALIKE), 0.85)]),
  );
  const cases = mates(baskets.slice(cut), hidden);
  console.log(`\nItems that no order was seen of yet: a mate of the basket, ${cases.length} cases`);
  console.log(`${"".padEnd(44)}   HR@20  MRR@20`);
  const answers: [string, (item: string) => string[]][] = [
    ["popularity", () => popular.slice(0, TOP)],
    ["items of similar title", (item) => likest.get(item)!],
    [`what goes with ${ALIKE} items of similar title`, (item) => borrowed.get(item)!],
    ["its own orders, were they seen", (item) => together(seeing, [item], 1)],
  ];
  for (const [label, answer] of answers) console.log(score(label, cases, answer));
}

/** For each hidden item of an order one of its other items, each in turn. */
function mates(baskets: readonly string[][], hidden: ReadonlySet<string>): [string, string][] {
  let turn = 0;
  return baskets.flatMap((basket) => {
    const others = basket.filter((id) => !hidden.has(id));
    if (others.length === 0) return [];
    return basket
      .filter((id) => hidden.has(id))
      .map((item): [string, string] => [item, others[turn++ % others.length]!]);
  });
}

function score(
  label: string,
  cases: readonly [item: string, mate: string][],
  answer: (item: string) => string[],
): string {
  let hits = 0;
  let reciprocal = 0;
  for (const [item, mate] of cases) {
    const rank = answer(item).indexOf(mate) + 1;
    if (rank === 0) continue;
    hits += 1;
    reciprocal += 1 / rank;
  }
  const percent = (sum: number): string => ((100 * sum) / cases.length).toFixed(1).padStart(8);
  return label.padEnd(44) + percent(hits) + percent(reciprocal);
}
