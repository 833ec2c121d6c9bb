import { expect, it } from "vitest";
import { fuzz } from "../bench/fuzz/run.ts";
import { printed } from "../bench/fuzz/verdict.ts";

/** `npm run fuzz` asks a million; here, as many as a check can wait for. */
const REQUESTS = 5_000;

it("answers whatever is asked, without a fault and without a word of another shop", async () => {
  const run = await fuzz({ requests: REQUESTS, seed: 1 }, () => undefined);
  expect(run.faults.map(({ fault, asked }) => `${fault}\n${printed(asked)}`)).toEqual([]);
  expect(run.failedDuties).toEqual([]);
  expect(run.requests).toBe(REQUESTS);
  expect(run.statuses.get("200")).toBeGreaterThan(REQUESTS / 10);
}, 120_000);
