import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { slotOf } from "../../../worker/core/intent/hash.ts";

/**
 * One visit of UCI Online Shoppers (Sakar and Kastro 2018, CC BY 4.0). Its columns are totals at the
 * visit's end. Left out are `PageValues`, which holds the outcome, and `BounceRates` and `ExitRates`,
 * which Analytics averages over the days to come as well: no page could know them live.
 */
export interface UciVisit {
  /** 1 to 12. */
  month: number;
  ordered: boolean;
  /** What peers see: numbers, and categories of which the last is the month. */
  numbers: number[];
  categories: string[];
  /** What the shipped model sees: its slots. */
  slots: number[];
}

const FOLDER = process.env["OKAERI_DATA_SETS"] ?? join("..", "shared", "data");
const FILE = join(FOLDER, "uci-online-shoppers", "online_shoppers_intention.csv");

const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "June",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

const COUNTS = ["Administrative", "Informational", "ProductRelated"];
const DURATIONS = COUNTS.map((name) => `${name}_Duration`);
const CATEGORIES = [
  "OperatingSystems",
  "Browser",
  "Region",
  "TrafficType",
  "VisitorType",
  "Weekend",
  "SpecialDay",
  "Month",
];

const COUNT_STARTS = [0, 1, 2, 3, 4, 6, 9, 13, 19, 28, 41, 61, 91, 136];
const SECOND_STARTS = [0, 1, 15, 30, 60, 120, 240, 480, 900, 1500, 2400, 3600, 6000];
const PACE_STARTS = [0, 1, 8, 15, 23, 30, 40, 55, 80, 130];

/** The visits by month, and within one in the file's order. */
export function readUci(): UciVisit[] {
  if (!existsSync(FILE)) throw new Error(`no ${FILE}: set OKAERI_DATA_SETS`);
  const [header = "", ...lines] = readFileSync(FILE, "utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  return lines
    .map((line) => {
      const cells = line.split(",");
      return visitOf(new Map(names.map((name, index) => [name, cells[index]!])));
    })
    .sort((a, b) => a.month - b.month);
}

function visitOf(row: ReadonlyMap<string, string>): UciVisit {
  const counts = COUNTS.map((name) => Number(row.get(name)));
  const seconds = DURATIONS.map((name) => Number(row.get(name)));
  const categories = CATEGORIES.map((name) => `${name}=${row.get(name)}`);
  return {
    month: MONTHS.indexOf(row.get("Month")!) + 1,
    ordered: row.get("Revenue") === "TRUE",
    numbers: [...counts, ...seconds],
    categories,
    slots: keysOf(counts, seconds, categories).map((key) => slotOf(`uci:${key}`)),
  };
}

/** One bucket of each dimension, as the features of a page are. */
function keysOf(counts: number[], seconds: number[], categories: string[]): string[] {
  const pages = counts.reduce((sum, count) => sum + count, 0);
  const views = `ProductRelated=${bucket(COUNT_STARTS, counts[2]!)}`;
  const reading = `ProductRelated_Duration=${bucket(SECOND_STARTS, seconds[2]!)}`;
  // What a season makes of them: the one interaction that the trees find.
  const seasonal = [views, reading, ...categories.filter((key) => /^(Traffic|Visitor)/.test(key))];
  const pace = counts[2]! > 0 ? seconds[2]! / counts[2]! : 0;
  return [
    ...COUNTS.map((name, index) => `${name}=${bucket(COUNT_STARTS, counts[index]!)}`),
    ...DURATIONS.map((name, index) => `${name}=${bucket(SECOND_STARTS, seconds[index]!)}`),
    `pages=${bucket(COUNT_STARTS, pages)}`,
    `pace=${bucket(PACE_STARTS, pace)}`,
    ...categories,
    ...seasonal.map((key) => `${categories.at(-1)}&${key}`),
  ];
}

function bucket(starts: readonly number[], value: number): number {
  return starts.findLastIndex((start) => value >= start);
}
