import type { Stack } from "../../e2e/stack.ts";
import { Client } from "../scale/client.ts";
import { eventsOf, sessionsOf } from "../scale/shop.ts";
import { Connection } from "./connection.ts";
import { EVENTS, median } from "./load.ts";
import { ITEMS, oneEvent } from "./traffic.ts";

const EVENTS_A_REQUEST = 1_000;
const ASKED = 200;

/** Gives a visitor so many events of the past, as a server imports them. */
async function tell(client: Client, visitor: string, count: number): Promise<void> {
  const now = Date.now();
  const events: object[] = [];
  for (let part = 0; events.length < count; part++) {
    const seed = part + visitor.length * 10_000;
    events.push(...eventsOf(seed, sessionsOf(seed, 400, ITEMS, now)));
  }
  for (let from = 0; from < count; from += EVENTS_A_REQUEST) {
    const part = events.slice(from, Math.min(count, from + EVENTS_A_REQUEST));
    await client.send("POST", "/v1/events", { visitor, events: part });
  }
}

/** Median time (ms) of a single event of people with histories of these lengths, asked in turn. */
export async function timesByHistory(
  { origin }: Stack,
  lengths: readonly number[],
): Promise<number[]> {
  const client = new Client(origin);
  for (const length of lengths) await tell(client, `history-${length}`, length);
  const connection = new Connection(origin);
  const times = lengths.map((): number[] => []);
  try {
    for (let n = 0; n < ASKED; n++)
      for (const [place, length] of lengths.entries()) {
        const body = oneEvent(`history-${length}`);
        const sent = performance.now();
        await connection.post(EVENTS, body);
        times[place]!.push(performance.now() - sent);
      }
  } finally {
    connection.close();
  }
  return times.map(median);
}
