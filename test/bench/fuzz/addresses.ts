import { SCENARIOS } from "../../../worker/wire/want.ts";
import { IMPORT_TYPES } from "../../../worker/wire/import.ts";
import {
  below,
  chance,
  idFrom,
  ODD_TEXTS,
  pick,
  type Source,
  textFrom,
  timeFrom,
  urlFrom,
} from "./source.ts";

/** What parameters of addresses and queries hold, by their name. */
const VALUES: Record<string, (source: Source) => string> = {
  at: timeFrom,
  axis: (source) => pick(source, ["all", "segment", `brand:${source.canary}`, "price:1-9 GBP"]),
  brand: textFrom,
  by: (source) => pick(source, ["month", "channel", "visit", "person", "product"]),
  category: textFrom,
  cell: (source) => `${below(source, 400)}x${below(source, 5)}`,
  count: (source) => String(below(source, 60)),
  currency: (source) => pick(source, ["GBP", "EUR", "jpy"]),
  cursor: (source) => pick(source, ["0", "1", String(below(source, 9e14)), "1-2", "zz"]),
  customer_id: idFrom,
  days: (source) => String(below(source, 400)),
  dry_run: (source) => pick(source, ["1", "0"]),
  email: (source) => `id-${below(source, 40)}@shop.invalid`,
  explain: () => "",
  feed: (source) => `feed-${below(source, 3)}`,
  field: (source) => pick(source, ["email", "name", "size"]),
  format: (source) => pick(source, ["xml", "csv", "tsv", "json", "ndjson"]),
  from: (source) => timeFrom(source).slice(0, 10),
  id: idFrom,
  item: idFrom,
  items: (source) => `${idFrom(source)},${idFrom(source)}`,
  kind: (source) => pick(source, ["events", "people", "orders", "refunds"]),
  limit: (source) => String(below(source, 11_000)),
  mapping: (source) => JSON.stringify({ [textFrom(source)]: "transaction_id" }),
  mode: (source) => pick(source, ["replace", "merge"]),
  name: (source) => pick(source, ["rfm", "stages", "f2", "clock", "pareto", "feed-1", "vip"]),
  nth: (source) => String(below(source, 9)),
  order: (source) => pick(source, ["ordered", "any"]),
  person: idFrom,
  place: (source) => pick(source, ["0.svg", "1", "2.png", "99"]),
  q: textFrom,
  scenario: (source) => pick(source, SCENARIOS),
  shop: (source) => `spare${below(source, 20)}`,
  stage: (source) => pick(source, ["new", "regular", "lapsed"]),
  status: (source) => pick(source, ["delivered", "waiting", "dead"]),
  steps: () => "view_item,add_to_cart,purchase",
  to: (source) => timeFrom(source).slice(0, 10),
  token: idFrom,
  transaction: idFrom,
  type: (source) => pick(source, IMPORT_TYPES),
  unheard: () => "1",
  url: urlFrom,
  visitor: idFrom,
  visitor_id: idFrom,
  webhook: idFrom,
  within: (source) => String(below(source, 4_000)),
};
const NAMES = Object.keys(VALUES);

/** Percent-encoded, lone surrogates as servers that know no better send them. */
const encoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll("%EF%BF%BD", "%ED%A0%80");

const valueFor = (name: string, source: Source): string =>
  chance(source, 0.85) ? (VALUES[name] ?? idFrom)(source) : pick(source, ODD_TEXTS);

/** Paths that servers have been fooled with. */
const TRICKS: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => `${path}%`,
  (path) => `${path}%zz`,
  (path) => `${path}%00`,
  (path) => `${path}/..%2f..%2fv1/settings`,
  (path) => `${path}/../../health`,
  (path) => `${path};a=b`,
  (path) => path.replace("v1", "V1"),
  (path) => path.replace("/v1/", "/v1//"),
  (path) => path + "/a".repeat(4_000),
  (path) => `${path}?${"a=b&".repeat(3_000)}`,
  (path) => `${path}?${"%ff=".repeat(20)}&=&&a&[]=1&a[b]=%`,
];

/** An address of the route; with `isOdd`, one that nobody would ask for. */
export function addressOf(pattern: string, source: Source, isOdd: boolean): string {
  const path = pattern
    .replaceAll(/:(\w+)/g, (_, name: string) => encoded(valueFor(name, source)) || "x")
    .replace("*", () =>
      pick(source, ["", "okaeri.js", "console/", "me/", "docs/", "%2e%2e/", "x.map"]),
    );
  const names = Array.from({ length: below(source, 4) }, () => pick(source, NAMES));
  if (pattern.endsWith("/imports")) names.push("type");
  if (pattern.endsWith("/search")) names.push("q");
  const query = names.map((name) => `${name}=${encoded(valueFor(name, source))}`).join("&");
  const address = query === "" ? path : `${path}?${query}`;
  return isOdd ? pick(source, TRICKS)(address) : address;
}
