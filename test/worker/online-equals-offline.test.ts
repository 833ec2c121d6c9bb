import { expect, it } from "vitest";
import { ItemTable } from "../../worker/core/recommend/index.ts";
import { dice } from "../core/dice.ts";
import { api, item, pass } from "./api.ts";

const ITEMS = Array.from({ length: 40 }, (_, n) => `i${n}`);
const SESSIONS = 120;
const CASES = 20;
const COUNT = 20;
const MINUTE = 60_000;

const roll = dice(11);

/** People who go on from an item to one of the next few, back now and then. */
function sessionOf(): string[] {
  const length = 2 + Math.floor(roll() * 5);
  const clicks = [Math.floor(roll() * ITEMS.length)];
  while (clicks.length < length)
    clicks.push((clicks.at(-1)! + Math.floor(roll() * 7) - 2 + ITEMS.length) % ITEMS.length);
  return clicks.map((click) => ITEMS[click]!);
}

const viewOf = (id: string, item_id: string, more: object = {}) => ({
  id,
  name: "view_item",
  currency: "GBP",
  items: [{ item_id, price: 8 }],
  ...more,
});

it("answers through the API what the table answers that learnt the same sessions offline", async () => {
  await api.put("/v1/items", { items: ITEMS.map((id) => item(id)) });
  const first = Date.now() - 20 * 86_400_000;
  const table = new ItemTable();
  for (let n = 0; n < SESSIONS; n++) {
    const session = sessionOf();
    const start = first + n * 2 * 60 * MINUTE;
    table.learn(session, start);
    const visitor = `teacher-${n}`;
    const { status } = await api.postSecret({
      visitor,
      session: `s-${n}`,
      events: session.map((id, click) =>
        viewOf(`${visitor}.${click}`, id, { time: new Date(start + click * MINUTE).toISOString() }),
      ),
    });
    expect(status).toBe(200);
  }
  await pass({ minutes: 31 });

  for (let n = 0; n < CASES; n++) {
    const prefix = sessionOf();
    const onScreen = prefix.at(-1)!;
    const look = (id: string, click: number, want: object[] = []) =>
      api.post({
        visitor: `asker-${n}`,
        session: `q-${n}`,
        events: [viewOf(`asker-${n}.${click}`, id)],
        want,
      });
    for (const [click, id] of prefix.slice(0, -1).entries()) await look(id, click);
    const want = [{ slot: "next_item", scenario: "next_item", count: COUNT }];
    const { body } = await look(onScreen, prefix.length, want);
    const recent = [...new Set(prefix.toReversed())];
    const offline = table.next({
      recent,
      views: recent.map((id) => prefix.filter((click) => click === id).length),
      now: Date.now() + 31 * MINUTE,
      reminders: true,
      exclude: [onScreen],
      count: COUNT,
    });
    const { items, fallback } = body.decisions.next_item;
    const online = items.map((each: { id: string }) => each.id);
    // What the table does not know is filled up from bestsellers, and said.
    expect(online.slice(0, offline.length)).toEqual(offline.map(({ id }) => id));
    expect(fallback === null).toBe(offline.length === COUNT);
  }
});
