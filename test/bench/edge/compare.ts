import type { Stack } from "../../e2e/stack.ts";
import { drive, EVENTS, type Load, type Measured, median, quantile } from "./load.ts";
import { meanRow } from "./rows.ts";

/** A kind of traffic, the same for the Worker and for its floor. */
export interface Traffic {
  name: string;
  connections: number;
  /** Over how many visitors it is spread; Infinity for a new one with each request. */
  people: number;
  body: (visitor: string) => string;
}

/** Medians over the rounds: requests a second, ms at the 50th and 99th percentile, processor ms. */
export type Medians = Record<"rate" | "p50" | "p99" | "cpu", number>;

export interface Comparison {
  traffic: Traffic;
  full: Medians;
  bare: Medians;
  /** What both write and answer. */
  size: Size;
}

/** What the trial came to, in characters. */
export interface Size {
  /** A person's row after the last of the batches. */
  row: number;
  /** How many batches came of each person. */
  times: number;
  reply: number;
}

export interface Pace {
  rounds: number;
  /** How long each stretch of load lasts. */
  ms: number;
}

let pools = 0;

/** Traffic of visitors whom nobody else of the process asks for. */
export const loadOf = ({ origin, pid }: Stack, path: string, traffic: Traffic): Load => {
  const pool = `p${pools++}`;
  const { connections, people, body } = traffic;
  return {
    origin,
    pid,
    path,
    connections,
    body: (n) => body(`${pool}-${people === Infinity ? n : n % people}`),
  };
};

/** Where a floor is asked to write rows that grow as people's do, and to answer as much. */
export const floorPath = ({ row, times, reply }: Size): string =>
  `/v1/events?grow=${Math.round(row / times)}&times=${times}&reply=${reply}`;

/** Loads both in turn; a trial says how many bytes the Worker writes and answers, which the floor does too. */
export async function compare(
  worker: Stack,
  floor: Stack,
  traffic: Traffic,
  { rounds, ms }: Pace,
): Promise<Comparison> {
  const began = Date.now();
  const trial = await measure(loadOf(worker, EVENTS, traffic), traffic, ms);
  const times = Math.round(1 + trial.times.length / traffic.people);
  const size = { row: await meanRow(worker.data, began), times, reply: trial.reply };
  const full: Measured[] = [];
  const bare: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    full.push(await measure(loadOf(worker, EVENTS, traffic), traffic, ms));
    bare.push(await measure(loadOf(floor, floorPath(size), traffic), traffic, ms));
  }
  return { traffic, full: mediansOf(full), bare: mediansOf(bare), size };
}

/** People who are to come back have been here before the clock starts. */
async function measure(load: Load, { people }: Traffic, ms: number): Promise<Measured> {
  if (people !== Infinity) await drive({ ...load, connections: 32 }, { count: people });
  return drive(load, { ms });
}

const mediansOf = (list: readonly Measured[]): Medians => ({
  rate: median(list.map(({ rate }) => rate)),
  p50: median(list.map(({ times }) => quantile(times, 0.5))),
  p99: median(list.map(({ times }) => quantile(times, 0.99))),
  cpu: median(list.map(({ cpu }) => cpu)),
});
