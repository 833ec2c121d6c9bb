/**
 * The edge beside bare floors, on plain workerd: what the full job costs beyond parse, call and write;
 * what a person takes in memory; whether history slows; where the time goes; and what a million page
 * views cost.
 *
 *   node test/bench/edge.ts [--rounds 7] [--seconds 3] [--only speed|new|memory|history|time|cost]
 */
import { parseArgs } from "node:util";
import { freePort, type Stack, startStack } from "../e2e/stack.ts";
import { compare, type Comparison } from "./edge/compare.ts";
import { countCosts } from "./edge/cost.ts";
import { timesByHistory } from "./edge/history.ts";
import { compareMemory } from "./edge/memory.ts";
import { startCounted, startFloor } from "./edge/servers.ts";
import { openShop } from "./edge/shop.ts";
import { timeByPart } from "./edge/time.ts";
import { batchOfTen, oneEvent } from "./edge/traffic.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "3" },
    only: { type: "string" },
  },
});
const pace = { rounds: Number(values.rounds), ms: 1_000 * Number(values.seconds) };
const wants = (part: string): boolean => values.only === undefined || values.only === part;

const HISTORIES = [10, 1_000, 50_000];
const TEN = { name: "10 events, 32 connections", connections: 32, people: 256, body: batchOfTen };
const ONE = { name: "1 event, 1 connection", connections: 1, people: 64, body: oneEvent };
const NEW = { ...TEN, name: "new visitors, 32 connections", people: Infinity };

const figures: [name: string, value: string][] = [];
const tell = (name: string, value: number, digits = 2) =>
  figures.push([name, value.toFixed(digits)]);

/** A Worker whose shop has items and has learnt. */
async function startShop(options: { inspector?: string } = {}): Promise<Stack> {
  const worker = await startStack({}, options);
  await openShop(worker.origin, Date.now());
  return worker;
}

const [worker, floor] = await Promise.all([startShop(), startFloor()]);
const compared: Comparison[] = [];
const beside = async (traffic: typeof TEN): Promise<Comparison> => {
  const comparison = await compare(worker, floor, traffic, pace);
  compared.push(comparison);
  return comparison;
};
try {
  if (wants("new")) {
    const { full, bare } = await beside(NEW);
    tell("new_visitors_ratio", full.rate / bare.rate, 3);
  }
  if (wants("history")) {
    const times = await timesByHistory(worker, HISTORIES);
    for (const [place, ms] of times.entries()) tell(`history_${HISTORIES[place]}_ms`, ms);
  }
  if (wants("speed") || wants("memory")) {
    const ten = await beside(TEN);
    if (wants("memory")) {
      const { full, bare } = await compareMemory(startShop, startFloor, ten.size);
      tell("person_kb", full / 1_000, 1);
      tell("bare_object_kb", bare / 1_000, 1);
      tell("memory_ratio", full / bare);
    }
    const one = await beside(ONE);
    tell("throughput_ratio", ten.full.rate / ten.bare.rate, 3);
    tell("p50_ratio", one.full.p50 / one.bare.p50);
    tell("p99_ratio", one.full.p99 / one.bare.p99);
  }
} finally {
  await worker.close();
  await floor.close();
}
if (wants("cost")) await tellCosts();
if (wants("time")) await tellTimes();
if (compared.length > 0) printCompared();
for (const [name, value] of figures) console.log(name, value);

async function tellCosts(): Promise<void> {
  const counted = await startCounted();
  try {
    await openShop(counted.origin, Date.now());
    const { views, kinds } = await countCosts(counted);
    console.log(`\n| ${views} page views | a page view | $ a million |\n| - | -: | -: |`);
    for (const { name, each, dollars } of kinds)
      console.log(`| ${name} | ${each.toFixed(3)} | ${dollars.toFixed(3)} |`);
    tell(
      "dollars_per_million_views",
      kinds.reduce((sum, { dollars }) => sum + dollars, 0),
    );
  } finally {
    await counted.close();
  }
}

async function tellTimes(): Promise<void> {
  const inspector = `127.0.0.1:${await freePort()}`;
  const profiled = await startShop({ inspector });
  try {
    const times = await timeByPart(profiled, inspector, TEN, pace.rounds * pace.ms);
    const all = times.reduce((sum, { us }) => sum + us, 0);
    console.log(`\n| ${TEN.name}, profiled | us | share |\n| - | -: | -: |`);
    for (const { part, us } of times)
      console.log(`| ${part} | ${us.toFixed(0)} | ${(us / all).toFixed(3)} |`);
  } finally {
    await profiled.close();
  }
}

function printCompared(): void {
  console.log("\n| | requests/s | p50 ms | p99 ms | processor ms | row | batches | reply |");
  console.log("| - | -: | -: | -: | -: | -: | -: | -: |");
  for (const { traffic, full, bare, size } of compared)
    for (const [who, { rate, p50, p99, cpu }] of [["", full] as const, ["floor: ", bare] as const])
      console.log(
        `| ${who}${traffic.name} | ${rate.toFixed(0)} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${cpu.toFixed(2)} | ${size.row} | ${size.times} | ${size.reply} |`,
      );
}
