import { runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Card, PLACE_MS, toCard } from "../../worker/core/catalogue/index.ts";
import { WaitingLists } from "../../worker/objects/waiting-lists.ts";
import { CatalogueItem } from "../../worker/wire/catalogue-item.ts";
import { id } from "./api.ts";
import { CATALOGUE } from "./objects.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

type Step =
  | { does: "join" | "leave" | "buy"; person: string }
  | { does: "stock"; quantity: number }
  | { does: "pass"; hours: number };

const person = fc.constantFrom("ann", "bob", "cid", "dan", "eve");
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant("join" as const), person }) },
  fc.record({ does: fc.constantFrom("leave" as const, "buy" as const), person }),
  fc.record({ does: fc.constant("stock" as const), quantity: fc.nat(4) }),
  fc.record({ does: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 30 }) }),
);

interface Row {
  person: string;
  joined: number;
  served: number | null;
}

/** Takes the steps with one item of a fresh catalogue; what holds is checked after each. */
function replay(sql: SqlStorage, steps: readonly Step[]): void {
  const lists = new WaitingLists(sql);
  const mug = id("mug");
  const base = toCard(CatalogueItem.parse({ id: mug, title: "A mug", link: "/p/mug/" }));
  const rows = () =>
    sql
      .exec<Row & Record<string, SqlStorageValue>>(
        "SELECT person, joined, served FROM waiting WHERE item = ? ORDER BY joined",
        mug,
      )
      .toArray();
  let now = START;
  let card: Card = { ...base, quantity: 0 };
  let promised = 0;
  for (const { does, ...what } of steps as (Step & { person: string })[]) {
    now += 1;
    if (does === "join")
      lists.join({ kind: "waits", item: mug, person: what.person, at: now }, card, now);
    else if (does === "leave" || does === "buy") {
      const told = { kind: "waits_no_more", item: mug, person: what.person } as const;
      lists.leave({ ...told, bought: does === "buy" }, now);
    }
    if ("quantity" in what) {
      card = { ...base, quantity: what.quantity as number };
      lists.serve(card, now);
    }
    if ("hours" in what) {
      now += (what.hours as number) * HOUR;
      lists.passOn(now);
    }
    const served = rows().filter((row) => row.served !== null);
    const waiting = rows().filter((row) => row.served === null);
    // Only as far as pieces go; a place that was given stands when others buy meanwhile.
    if (served.length > promised) expect(served.length).toBeLessThanOrEqual(card.quantity!);
    if (does === "stock" && waiting.length > 0)
      expect(served.length).toBeGreaterThanOrEqual(card.quantity!);
    promised = served.length;
    // In the order in which they asked.
    if (waiting.length > 0)
      for (const { joined } of served) expect(joined).toBeLessThan(waiting[0]!.joined);
    // Nobody keeps a place for longer than a day.
    if (does === "pass") for (const row of served) expect(now - row.served!).toBeLessThan(PLACE_MS);
    expect(lists.nextLapse() !== null).toBe(served.length > 0);
  }
}

describe("a waiting list", () => {
  it("gives each piece once, in order, whatever happens", async () => {
    await runInDurableObject(CATALOGUE.getByName("demo/lists"), (_, { storage }) => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
          storage.sql.exec("DELETE FROM waiting");
          storage.sql.exec("DELETE FROM waiting_lists");
          replay(storage.sql, steps);
        }),
        { numRuns: 300 },
      );
    });
  });
});
