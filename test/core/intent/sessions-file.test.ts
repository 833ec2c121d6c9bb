import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { reliability } from "../../bench/intent/measures.ts";
import { eventsOf, readPlayed } from "../../bench/intent/sessions-file.ts";

const folder = mkdtempSync(join(tmpdir(), "okaeri-"));
afterAll(() => rmSync(folder, { recursive: true }));

const END = Date.UTC(2026, 0, 5, 12);
const eventOf = (event: object) =>
  eventsOf({ events: [{ name: "view_item", age: 0, ...event }], ordered: false }, END)[0]!;

describe("a file of sessions", () => {
  it("is read past a byte order mark, blank lines and line ends of Windows", () => {
    const path = join(folder, "sessions.jsonl");
    const line = '{"events":[{"name":"page_view","age":0}],"ordered":1}';
    writeFileSync(path, `\uFEFF${line}\r\n\r\n   \n${line}`);
    const { sessions, refused } = readPlayed(path);
    expect(sessions.map(({ ordered }) => ordered)).toEqual([true, true]);
    expect(refused).toEqual([]);
  });

  it("loses none of its sessions by lines that are none, and says which those are", () => {
    const path = join(folder, "broken.jsonl");
    const lines = [
      '{"events":[],"ordered":false}',
      "no json",
      "[1,2]",
      '{"events":[{"name":"page_view"}]}',
      '{"events":["page_view"],"ordered":true}',
      '{"events":[{"age":1}],"ordered":true}',
    ];
    writeFileSync(path, lines.join("\n"));
    const { sessions, refused } = readPlayed(path);
    expect(sessions).toHaveLength(2);
    expect(refused).toEqual([2, 3, 4, 5]);
  });

  it("has items named by their ids alone, or by numbers", () => {
    expect(eventOf({ items: ["A1", 7, { item_id: 8 }] }).items.map(({ id }) => id)).toEqual([
      "A1",
      "7",
      "8",
    ]);
  });

  it("loses of an item that is not understood that item, and of a field that field", () => {
    const items = [null, {}, { item_id: "A1", price: "?", quantity: 3 }, { item_id: "B2" }];
    expect(eventOf({ items, value: "?" }).items).toMatchObject([
      { id: "A1", price: null, quantity: 3 },
      { id: "B2", quantity: 1 },
    ]);
  });
});

it("has bins for fewer than ten forecasts", () => {
  expect(reliability([{ probability: 0.3, ordered: true }])).toEqual([{ said: 0.3, came: 1 }]);
});
