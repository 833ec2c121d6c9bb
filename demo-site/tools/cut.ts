/**
 * Cuts the demo shop's fixture from Online Retail:
 *
 *     node demo-site/tools/cut.ts <online_retail.csv.gz>
 *
 * writes `data/orders.csv`, `data/products.json` and `data/other-orders.csv.br`. The customers of the
 * first are kept or left whole: every order and cancellation of theirs, or none; the last has what all
 * others bought of these products. README.md in `data/` says who is kept.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gunzipSync } from "node:zlib";
import { productLines, type SourceLine } from "./csv.ts";
import { lookOf } from "./look.ts";
import { kindOf } from "./taxonomy.ts";
import { title } from "./titles.ts";
import { collectionOf, description } from "./words.ts";

/** Only customers who buy nothing outside the best-known products, so that a small catalogue is whole. */
const KNOWN_PRODUCTS = 1700;
/** Of 256, how many customers are kept: nearly all who came back, few of the many who did not. */
const KEPT = { regular: 230, occasional: 30 };
/** A customer with larger baskets is a wholesaler, left out whole. */
const LARGEST = { lines: 120, quantity: 600 };
/** Of the others, a customer with an order of more of these products is left out whole too. */
const MOST_LINES = 20;
/** Not sold to anyone for this long: out of stock. */
const UNSOLD_DAYS = 120;
/** Prices of bulk orders are not the shelf price. */
const SHELF_QUANTITY = 24;

const folder = new URL("../data/", import.meta.url);

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, key);
}

const isCancellation = (line: SourceLine) => line.invoice.startsWith("C");
const hash = (text: string) => createHash("sha1").update(text).digest().readUInt32BE();

/** The customers whose whole history the fixture holds. */
function keptCustomers(lines: readonly SourceLine[]): Set<string> {
  const buyers = new Map<string, Set<string>>();
  for (const line of lines) {
    buyers.set(line.item, (buyers.get(line.item) ?? new Set()).add(line.customer));
  }
  const byFame = [...buyers].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  const known = new Set(byFame.slice(0, KNOWN_PRODUCTS).map(([item]) => item));

  const kept = new Set<string>();
  for (const [customer, history] of groupBy(lines, (line) => line.customer)) {
    const invoices = [...groupBy(history, (line) => line.invoice).values()];
    const orders = invoices.filter((invoice) => !isCancellation(invoice[0]!)).length;
    const share = orders >= 3 ? KEPT.regular : KEPT.occasional;
    const fits =
      orders > 0 &&
      history.every(
        (line) => known.has(line.item) && Math.abs(line.quantity) <= LARGEST.quantity,
      ) &&
      invoices.every((invoice) => invoice.length <= LARGEST.lines);
    if (fits && hash(customer) % 256 < share) kept.add(customer);
  }
  return kept;
}

/** The product as its last lines in the whole source show it. */
function product(id: string, sales: readonly SourceLine[], unsoldSince: string) {
  const last = sales.at(-1)!;
  const priced = sales.findLast((line) => line.quantity <= SHELF_QUANTITY) ?? last;
  const kind = kindOf(last.name);
  const named = title(last.name);
  const collection = collectionOf(last.name);
  return {
    id,
    title: named,
    price: priced.price,
    product_type: kind.type,
    availability: last.time < unsoldSince ? "out_of_stock" : "in_stock",
    description: description(named, kind.type, collection),
    collection,
    icon: kind.icon,
    ...lookOf(last.name, kind.icon, hash(id)),
  };
}

/** The orders of whoever never orders like a wholesaler. */
function otherOrders(lines: readonly SourceLine[]): SourceLine[][] {
  const orders = [...groupBy(lines, ({ invoice }) => invoice).values()];
  const large = orders.filter((order) => order.length > MOST_LINES);
  const wholesalers = new Set(large.map((order) => order[0]!.customer));
  return orders.filter((order) => !wholesalers.has(order[0]!.customer));
}

/** A line for each order, since lines repeat what they share. */
function packed(orders: readonly SourceLine[][]): string {
  const rows = orders.map((own) => {
    const { invoice, customer, time } = own[0]!;
    const goods = own.map(({ item, quantity, price }) => `${item} ${quantity} ${price}`).join(";");
    return `${invoice},${customer},${time.slice(0, 16)},${goods}`;
  });
  return `${["invoice,customer,time,lines", ...rows].join("\n")}\n`;
}

function cut(source: string): void {
  const lines = productLines(gunzipSync(readFileSync(source)).toString("utf8"));
  const kept = keptCustomers(lines);
  const history = lines.filter((line) => kept.has(line.customer));
  const end = Date.parse(`${lines.at(-1)!.time}Z`);
  const unsoldSince = new Date(end - UNSOLD_DAYS * 86_400_000).toISOString().replace("T", " ");

  const sales = groupBy(
    lines.filter((line) => !isCancellation(line)),
    (line) => line.item,
  );
  const ids = [...new Set(history.map((line) => line.item))].sort();
  const products = ids.flatMap((id) => {
    const sold = sales.get(id);
    return sold ? [product(id, sold, unsoldSince)] : [];
  });
  const known = new Set(products.map(({ id }) => id));

  const rows = history
    .filter((line) => known.has(line.item))
    .map((line) => [
      line.invoice,
      line.customer,
      line.time.slice(0, 16),
      line.item,
      line.quantity,
      line.price,
    ]);
  writeFileSync(
    new URL("orders.csv", folder),
    ["invoice,customer,time,item,quantity,price", ...rows.map((row) => row.join(","))].join("\n") +
      "\n",
  );
  writeFileSync(
    new URL("products.json", folder),
    `[\n${products.map((each) => JSON.stringify(each)).join(",\n")}\n]\n`,
  );
  const others = otherOrders(
    lines.filter(({ customer, item }) => !kept.has(customer) && known.has(item)),
  );
  writeFileSync(new URL("other-orders.csv.br", folder), brotliCompressSync(packed(others)));
  console.log(`${kept.size} customers, ${rows.length} lines, ${products.length} products`);
}

cut(process.argv[2]!);
