/**
 * How well customers' value is told from their orders, and how long it takes.
 *
 *     node test/bench/customers.ts
 *
 * On CDNOW: the BG/NBD parameters beside the published ones, and who "buys again". On Online Retail: the
 * same, split in time, and what every report over the year costs. The folder of the known sets is
 * `OKAERI_DATA_SETS`, or `../shared/data`.
 */
import {
  aliveChance,
  asOf,
  type Buyer,
  buyerMixReport,
  buyersOf,
  churnReport,
  clvReport,
  CUSTOMER_OPTIONS,
  expectedOrders,
  fitBgNbd,
  historyOf,
  lostGridReport,
  type OrderRecord,
  paretoReport,
  rfmCuts,
  rfmOf,
  rfmReport,
  type RfmScores,
  rfmScores,
  shopNumbers,
  stagesReport,
  valueReport,
} from "../../worker/core/customer/index.ts";
import { areaOf, differenceOf } from "./customers/auc.ts";
import { cdnowOrders, onlineRetailOrders } from "./f2/data.ts";

const DAY = 86_400_000;
const figures: string[] = [];

const cdnowEnd = Date.UTC(1997, 8, 30);
const cdnowBuyers = buyersOf(cdnowOrders()).buyers;
const model = fitBgNbd(
  asOf(cdnowBuyers, cdnowEnd).map(({ orders }) => historyOf(orders, cdnowEnd)),
)!;
console.log("CDNOW, calibrated until 1997-09-30, in weeks                 ours  published");
for (const [name, value, published] of [
  ["r", model.r, 0.2426],
  ["alpha", model.alpha / 7, 4.414],
  ["a", model.a, 0.793],
  ["b", model.b, 2.426],
] as const) {
  console.log(
    `  ${name.padEnd(55)}${value.toFixed(4).padStart(8)}${String(published).padStart(11)}`,
  );
  figures.push(`cdnow_${name} ${value.toPrecision(4)}`);
}
again("CDNOW", "cdnow", cdnowBuyers, cdnowEnd, Date.UTC(1998, 5, 30), 0.763);

const orders: OrderRecord[] = onlineRetailOrders();
const london = { zone: "Europe/London" };
const { buyers } = time("buyersOf", () => buyersOf(orders, london));
again(
  "Online Retail",
  "online_retail",
  buyers,
  Date.UTC(2011, 8, 1) - 1,
  Date.UTC(2011, 11, 10),
  0.729,
);

console.log(
  `\nOnline Retail's year, ${buyers.length} customers: ms of processor time, each for the first time`,
);
const now = Date.UTC(2011, 11, 10);
const numbers = time("numbers", () => shopNumbers(buyers, now, london));
const options = { ...london, numbers };
time("pareto", () => paretoReport(buyers, now, options));
time("rfm", () => rfmReport(buyers, now, options));
time("stages", () => stagesReport(buyers, now, options));
time("value", () => valueReport(buyers, now, options));
time("buyer_mix", () => buyerMixReport(buyers, now, options));
time("lost_grid", () => lostGridReport(buyers, now, options));
time("churn", () => churnReport(buyers, now, options));
time("clv", () => clvReport(buyers, now, options));

console.log(`\n${figures.join("\n")}`);

/** Who of the buyers up to `split` orders again by `end`: the forecast beside what is simpler. */
function again(
  title: string,
  key: string,
  everybody: readonly Buyer[],
  split: number,
  end: number,
  floor: number,
): void {
  const people = asOf(everybody, split);
  const later = new Map(everybody.map(({ person, orders: list }) => [person, list]));
  const outcomes = people.map(({ person, orders: past }) => {
    const next = later.get(person)![past.length];
    return next !== undefined && next.time <= end;
  });
  const fitted = fitBgNbd(people.map(({ orders: past }) => historyOf(past, split)))!;
  const { zone } = CUSTOMER_OPTIONS;
  const measures = people.map(({ orders: past }) => rfmOf(past, split, zone));
  const cuts = rfmCuts(measures);
  const days = (end - split) / DAY;
  const history = (index: number) => historyOf(people[index]!.orders, split);
  const ways: [string, string, (index: number) => number][] = [
    [
      "BG/NBD, orders expected",
      "expected",
      (index) => expectedOrders(fitted, history(index), days),
    ],
    ["R + F, quintiles", "r_f", (index) => rAndF(rfmScores(measures[index]!, cuts))],
    ["F, orders ever", "f", (index) => people[index]!.orders.length],
    ["P(alive)", "alive", (index) => aliveChance(fitted, history(index))],
  ];
  const rate = outcomes.filter(Boolean).length / people.length;
  console.log(
    `\n${title}: ${people.length} customers, ${(100 * rate).toFixed(1)} % buy again; AUC`,
  );
  const areas = ways.map(([, , score]) =>
    areaOf(
      people.map((_, index) => score(index)),
      outcomes,
    ),
  );
  const spell = ([low, high]: [number, number]) => `[${low.toFixed(3)}, ${high.toFixed(3)}]`;
  for (const [index, [name, short]] of ways.entries()) {
    const area = areas[index]!;
    const gain = differenceOf(areas[0]!, area);
    const beside =
      index === 0
        ? `floor ${floor}`
        : `the first is ahead by ${gain.value.toFixed(3)} ${spell(gain.interval)}`;
    console.log(`  ${name.padEnd(26)}${area.auc.toFixed(3)}  ${spell(area.interval)}   ${beside}`);
    figures.push(`${key}_auc_${short} ${area.auc.toFixed(4)}`);
  }
}

function rAndF({ r, f }: RfmScores): number {
  return r + f;
}

function time<T>(name: string, work: () => T): T {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  console.log(`  ${name.padEnd(30)}${ms.toFixed(0).padStart(6)}`);
  figures.push(`online_retail_ms_${name} ${ms.toFixed(0)}`);
  return result;
}
