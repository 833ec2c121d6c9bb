import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { event, id, item, pageView, purchase, viewItem } from "./api.ts";
import { as, type As, shopOf } from "./as.ts";

const DAY = 86_400_000;
const ITEMS = ["mug", "cup", "pan"];
/** Everything that a shop's numbers and shelves are read from. */
const REPORTS =
  "visits bridges sections recommendations orders audience funnel " +
  "pareto rfm stages value buyer-mix lost-grid churn clv f2 " +
  "product-matrix gateway propensity clock journey pages precursors";
const READ = [
  ...REPORTS.split(" ").map((name) => `/v1/reports/${name}`),
  "/v1/models/intent",
  "/v1/segments",
  "/v1/segments/all",
  "/v1/shelf",
  "/v1/recommendations/bestsellers",
  "/v1/recommendations/related?item=mug",
  "/v1/recommendations/next_item?item=mug",
  "/v1/recommendations/top_rated",
  "/v1/search?q=item",
  "/v1/items/mug",
  "/v1/outbound",
];
/** New in each reply, or what says openly that orders were left out. */
const APART = /"(request_id|receipt_id)":"[^"]*"|"test":\d+|"rows_written":\d+/g;

const readAll = async (shop: As) => {
  const said = new Map<string, string>();
  for (const path of READ) {
    const { status, body } = await shop.get(path);
    said.set(path, `${status} ${JSON.stringify(body)}`.replaceAll(APART, ""));
  }
  return said;
};

/** A visit that does all that can count. */
async function visit(pk: string, visitor: string, more: object = {}): Promise<void> {
  const session = id("s");
  const send = (events: object[], want: string[] = []) =>
    as(pk).post("/v1/events", { visitor, session, events, want });
  const { body } = await send([pageView("/", more), viewItem("mug")], ["bestsellers"]);
  const { receipt_id } = body.decisions.bestsellers;
  await send([
    event("recommendation_shown", { receipt_id, items: [{ item_id: "cup" }] }),
    event("recommendation_clicked", { receipt_id, items: [{ item_id: "cup" }] }),
    event("search", { search_term: "pan" }),
    event("add_to_cart", { items: [{ item_id: "mug" }, { item_id: "cup" }] }),
    event("begin_checkout"),
    purchase(id("t"), ["mug", "cup"]),
  ]);
}

describe("a visit of the shop's own people", () => {
  let shop: As;
  let pk: string;
  let start: number;
  const at = (time: number) => shop.put("/v1/clock", { now: new Date(time).toISOString() });

  beforeAll(async () => {
    // Sums fade with time: replies are compared at the very same moment.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    start = Date.now();
    ({ shop, pk } = await shopOf("staffed"));
    await shop.put("/v1/settings", { staff: { visitors: ["v-staff"] } });
    await shop.put("/v1/items", { items: ITEMS.map((each) => item(each)) });
    for (const visitor of ["v-1", "v-2", "v-3"]) await visit(pk, visitor);
    await at(start + DAY);
  }, 60_000);
  afterAll(() => {
    vi.useRealTimers();
  });

  it.each([
    ["that the settings name", "v-staff", {}],
    ["that their events call internal", "v-internal", { traffic_type: "internal" }],
  ])("%s moves nothing", async (_, visitor, more) => {
    await at(start + 3 * DAY);
    const before = await readAll(shop);
    await at(start + DAY);
    await visit(pk, visitor, more);
    await at(start + 3 * DAY);
    expect(await readAll(shop)).toEqual(before);
    expect((await shop.get(`/v1/people/${visitor}`)).body.items_viewed).not.toEqual([]);
  });

  it("is compared with numbers that a visitor's does move", async () => {
    await at(start + 3 * DAY);
    const before = await readAll(shop);
    await at(start + DAY);
    await visit(pk, "v-4");
    await at(start + 3 * DAY);
    const after = await readAll(shop);
    const moved = READ.filter((path) => after.get(path) !== before.get(path));
    expect(moved.length).toBeGreaterThan(8);
  });
});
