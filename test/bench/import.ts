import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { startStack } from "../e2e/stack.ts";

/**
 * Imports all of Online Retail (541 909 lines) through the API of the whole product on this machine,
 * compares what it reports with the file itself, imports it again, and times reports over the year.
 *
 *     node test/bench/import.ts [../shared/data/online-retail/online_retail.csv.gz]
 */
const FILE = process.argv[2] ?? "../shared/data/online-retail/online_retail.csv.gz";
const MAPPING = {
  InvoiceNo: "transaction_id",
  StockCode: "item_id",
  Description: "item_name",
  Quantity: "quantity",
  InvoiceDate: "date",
  UnitPrice: "price",
  CustomerID: "customer_id",
};
const REPORTS = ["pareto", "rfm", "buyer-mix", "lost-grid", "stages", "value", "churn", "clv"];
const SECOND = ["f2", "product-matrix", "gateway", "propensity", "precursors", "clock"];
const AT = "2011-12-10";

/** A cell's text; the file quotes every text and has no line breaks in one. */
const cellsOf = (line: string): string[] =>
  Array.from(line.matchAll(/"((?:[^"]|"")*)"|([^,]+)|(?<=,)(?=,|$)/g), (m) => m[1] ?? m[2] ?? "");

/** The file's own sums: lines, and minor units sold and given back. */
function sumsOf(csv: string) {
  const sold = new Set<string>();
  const returned = new Set<string>();
  const sums = { lines: 0, units: 0, revenue: 0, refund_lines: 0, refund_units: 0, refunded: 0 };
  for (const line of csv.trimEnd().split("\n").slice(1)) {
    const [invoice = "", , , quantity = "", , price = ""] = cellsOf(line);
    const [units, minor] = [Number(quantity), Math.round(100 * Number(price))];
    const isBack = units < 0 || minor < 0;
    (isBack ? returned : sold).add(invoice);
    sums[isBack ? "refund_lines" : "lines"] += 1;
    sums[isBack ? "refund_units" : "units"] += Math.abs(units);
    sums[isBack ? "refunded" : "revenue"] += Math.abs(units * minor);
  }
  return { orders: sold.size, ...sums, refunds: returned.size };
}

const packed = await readFile(FILE);
const csv = gunzipSync(packed).toString();
const file = sumsOf(csv);
const stack = await startStack();
const headers = { authorization: "Bearer sk_demo" };
const get = async (path: string) => {
  const response = await fetch(stack.origin + path, { headers });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
};
const figures: [name: string, value: string | number][] = [];

async function importAll() {
  const query = new URLSearchParams({ type: "orders", mapping: JSON.stringify(MAPPING) });
  const started = performance.now();
  const sent = await fetch(`${stack.origin}/v1/imports?${query}`, {
    method: "POST",
    headers,
    body: packed,
  });
  const { id } = (await sent.json()) as { id: string };
  for (;;) {
    const job = await get(`/v1/imports/${id}`);
    if (job.status === "done" || job.status === "failed")
      return { job, seconds: (performance.now() - started) / 1000 };
    process.stderr.write(`\r${job.lines} lines`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

try {
  const first = await importAll();
  process.stderr.write("\n");
  const [totals] = first.job.totals;
  const report = (await get("/v1/reports/orders?from=2009-01-01&to=2012-01-01")).totals[0];
  console.log("| | the file | the import | the report |\n| - | -: | -: | -: |");
  for (const [name, value] of Object.entries(file))
    console.log(`| ${name} | ${value} | ${totals[name]} | ${report[name]} |`);
  const isEqual = Object.entries(file).every(
    ([name, value]) => totals[name] === value && report[name] === value,
  );
  figures.push(["import_totals_equal", isEqual ? 1 : 0]);
  figures.push(["import_lines", first.job.lines], ["import_rejected", first.job.rejected]);
  figures.push(["import_seconds", first.seconds.toFixed(1)]);
  figures.push(["import_lines_a_second", Math.round(first.job.lines / first.seconds)]);
  const before = JSON.stringify(await get("/v1/reports/orders?from=2009-01-01"));
  const second = await importAll();
  process.stderr.write("\n");
  const after = JSON.stringify(await get("/v1/reports/orders?from=2009-01-01"));
  figures.push(["again_accepted", second.job.accepted], ["again_unchanged", second.job.unchanged]);
  figures.push(["again_changes_nothing", before === after ? 1 : 0]);
  figures.push(["again_seconds", second.seconds.toFixed(1)]);
  for (const name of [...REPORTS, ...SECOND, "orders"]) {
    const started = performance.now();
    const query = name === "orders" ? "from=2010-12-01&to=2011-12-10" : `at=${AT}`;
    const response = await fetch(`${stack.origin}/v1/reports/${name}?${query}`, { headers });
    const bytes = (await response.text()).length;
    const ms = Math.round(performance.now() - started);
    if (response.ok) figures.push([`report_${name}_ms`, ms], [`report_${name}_bytes`, bytes]);
    else console.log(`report ${name}: ${response.status}`);
  }
} finally {
  await stack.close();
}
console.log(figures.map(([name, value]) => `${name} ${value}`).join("\n"));
