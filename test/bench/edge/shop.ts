import { NO_LIMITS } from "../limits.ts";
import { Client, inParallel } from "../scale/client.ts";
import { eventsOf, itemOf, sessionsOf } from "../scale/shop.ts";
import { ITEMS } from "./traffic.ts";

const VISITORS = 40;
const SESSIONS_EACH = 20;

/** Gives a shop its items, and visits that teach the shelf what goes with what. */
export async function openShop(origin: string, now: number): Promise<void> {
  const client = new Client(origin);
  const items = Array.from({ length: ITEMS }, (_, n) => itemOf(n));
  await client.send("PUT", "/v1/settings", { limits: NO_LIMITS });
  await client.send("PUT", "/v1/items", { items });
  await inParallel(VISITORS, 4, async (n) => {
    const events = eventsOf(n, sessionsOf(n, SESSIONS_EACH, ITEMS, now));
    await client.send("POST", "/v1/events", { visitor: `taught-${n}`, events });
  });
  await untilTaught(client);
}

/** Waits until the shelf writes nothing more. */
async function untilTaught(client: Client): Promise<void> {
  for (let before = -1; ;) {
    const { shards } = await client.send<{ shards: { rows_written: number }[] }>(
      "GET",
      "/v1/shelf",
    );
    const written = shards.reduce((sum, { rows_written }) => sum + rows_written, 0);
    if (written === before) return;
    before = written;
    await new Promise((resume) => setTimeout(resume, 3_000));
  }
}
