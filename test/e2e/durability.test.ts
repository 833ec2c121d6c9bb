import { beforeAll, describe, expect, it } from "vitest";
import { type Torture, torture } from "../bench/torture/run.ts";

/** `npm run torture` goes on for longer. */
const SHORT = { rounds: 2, seconds: 4, seed: 1, fillsDisk: false };

describe("a Worker that is killed in the middle of its work, again and again", () => {
  let result: Torture;
  beforeAll(async () => {
    result = await torture(SHORT, () => undefined);
  });

  it("has every event, order and item that it answered for, and none twice", () => {
    const { kills, missing, told } = result;
    expect(kills).toBeGreaterThan(SHORT.rounds);
    expect(told.unanswered).toBeGreaterThan(0);
    for (const [what, { acknowledged, lost, doubled }] of Object.entries(missing)) {
      expect(acknowledged, what).toBeGreaterThan(0);
      expect({ lost, doubled }, what).toEqual({ lost: [], doubled: [] });
    }
  });

  it("has counted them in ledger and shelf as a recount of the journals does", () => {
    const { counted, recounted, told } = result;
    expect(recounted["totals"]).toMatchObject([{ orders: told.orders.size + importedBy(result) }]);
    expect(counted).toEqual(recounted);
  });

  it("has nothing left to send that it cannot", () => {
    expect(result.failedDuties).toEqual([]);
  });
});

const importedBy = ({ told }: Torture): number => [...told.imports.values()].flat().length;
