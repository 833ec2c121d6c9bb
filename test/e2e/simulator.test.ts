import { afterAll, beforeAll, expect, test } from "vitest";
import { drive, type Said } from "../bench/simulate/drive.ts";
import { Client } from "../bench/scale/client.ts";
import { Calendar } from "../simulator/calendar.ts";
import { BOT_GOOD } from "../simulator/goods.ts";
import { tune } from "../simulator/tuning.ts";
import { newWorld } from "../simulator/world.ts";
import { type Stack, startStack } from "./stack.ts";

// A short life of the simulated shop, through the tag's protocol; `npm run simulate` lives longer.

const SESSIONS = 240;
const calendar = new Calendar(Date.UTC(2026, 0, 5), 2);
const tuning = tune(0.08, calendar);
const world = newWorld({ seed: 5, sessions: SESSIONS, tuning, intervention: null }, calendar);
const said: Said[] = [];
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ OKAERI_TEST_CLOCK: "1" });
  await drive(stack.origin, world, calendar, { onSaid: (each) => said.push(each) });
}, 300_000);
afterAll(() => stack.close());

test("every visit is told of and scored, with probabilities inside their intervals", () => {
  expect(new Set(said.map(({ visit }) => visit)).size).toBe(world.visits.length);
  for (const { session, week } of said)
    for (const { probability, interval } of [session, week]) {
      expect(interval[0]).toBeGreaterThan(0);
      expect(interval[0]).toBeLessThanOrEqual(probability);
      expect(probability).toBeLessThanOrEqual(interval[1]);
      expect(interval[1]).toBeLessThan(1);
    }
});

test("the ledger counts the people's visits and orders, and of the bots none that names itself", async () => {
  const report = await new Client(stack.origin).send<{ visits: number; orders: number }>(
    "GET",
    `/v1/reports/visits?from=${day(calendar.start)}&to=${day(calendar.end)}`,
  );
  const ordered = world.visits.filter(({ orderedAt }) => orderedAt !== null).length;
  expect(report.orders).toBe(ordered);
  const cartBots = Math.round(SESSIONS * tuning.behaviour.cartBots);
  expect(report.visits).toBe(world.visits.length + cartBots);
});

test("what only bots put into their carts is no bestseller", async () => {
  const { items } = await new Client(stack.origin).send<{ items: { id: string }[] }>(
    "GET",
    "/v1/recommendations/bestsellers?axis=all&count=8",
  );
  expect(items).toHaveLength(8);
  expect(items.map(({ id }) => id)).not.toContain(BOT_GOOD.id);
});

test("who has something in the cart is soon scored above who has not", () => {
  const late = said.slice(Math.floor(said.length / 2));
  const mean = (of: readonly Said[]) =>
    of.reduce((sum, { session }) => sum + session.probability, 0) / of.length;
  const likely = late.filter(({ chance }) => chance > 0.1);
  const unlikely = late.filter(({ chance }) => chance < 0.02);
  expect(mean(likely)).toBeGreaterThan(1.5 * mean(unlikely));
});

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
