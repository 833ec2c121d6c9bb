import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { productLines, type SourceLine } from "../../../demo-site/tools/csv.ts";
import { kindOf } from "../../../demo-site/tools/taxonomy.ts";
import type { OrderRecord } from "../../../worker/core/customer/index.ts";

const folder = process.env.OKAERI_DATA_SETS ?? "../shared/data";

/** CDNOW's sample of 2 357 customers (Fader & Hardie); dates only, values in cents. */
export function cdnowOrders(): OrderRecord[] {
  const text = readFileSync(`${folder}/cdnow/CDNOW_sample.txt`, "utf8");
  return Array.from(
    text.split("\n").filter((line) => line.trim() !== ""),
    (line, index) => {
      const [, customer = "", day = "", , dollars = ""] = line.trim().split(/\s+/);
      const time = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
      return {
        ...order(`${index}`, `c/${customer}`, time),
        dateOnly: true,
        value: Math.round(Number(dollars) * 100),
      };
    },
  );
}

/** Online Retail (Chen 2015): lines of products of known customers; the category is a reading of the name. */
export function onlineRetailOrders(): OrderRecord[] {
  const bytes = gunzipSync(readFileSync(`${folder}/online-retail/online_retail.csv.gz`));
  const lines = productLines(bytes.toString("utf8"));
  const orders = new Map<string, OrderRecord>();
  for (const line of lines) {
    if (line.quantity < 0) continue;
    let record = orders.get(line.invoice);
    if (record === undefined) {
      record = order(line.invoice, `c/${line.customer}`, timeOf(line));
      orders.set(line.invoice, record);
    }
    record.value += Math.round(line.price * 100) * line.quantity;
    record.lines.push({
      item: line.item,
      category: categoryOf(line.name),
      quantity: line.quantity,
      price: Math.round(line.price * 100),
      returned: 0,
    });
  }
  giveBack(lines, [...orders.values()]);
  return [...orders.values()];
}

/** Takes each cancelled line off the latest earlier orders of the customer that hold the item. */
function giveBack(lines: readonly SourceLine[], orders: readonly OrderRecord[]): void {
  const byPerson = Map.groupBy(orders, ({ person }) => person);
  for (const line of lines) {
    let left = -line.quantity;
    if (left <= 0) continue;
    const theirs = byPerson.get(`c/${line.customer}`) ?? [];
    for (const past of theirs.toReversed()) {
      if (past.time > timeOf(line)) continue;
      for (const bought of past.lines) {
        if (bought.item !== line.item) continue;
        const back = Math.min(left, bought.quantity - bought.returned);
        bought.returned += back;
        past.refunded += back * bought.price;
        left -= back;
      }
      if (left === 0) break;
    }
  }
}

const order = (transaction: string, person: string, time: number): OrderRecord => ({
  transaction,
  person,
  time,
  dateOnly: false,
  currency: "GBP",
  value: 0,
  refunded: 0,
  cancelled: false,
  test: false,
  subscription: false,
  lines: [],
  channel: null,
  delivered: null,
});

const timeOf = ({ time }: SourceLine) => Date.parse(`${time.replace(" ", "T")}Z`);

const categories = new Map<string, string>();
function categoryOf(name: string): string {
  const known = categories.get(name);
  if (known !== undefined) return known;
  const type = kindOf(name).type;
  categories.set(name, type);
  return type;
}
