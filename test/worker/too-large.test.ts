import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { Inbox, INBOX_DUE } from "../../worker/storage/inbox.ts";
import { checkedSize, MAX_VALUE_BYTES } from "../../worker/storage/limits.ts";
import { PersonStore } from "../../worker/storage/person-store.ts";
import { tablesOf } from "../../worker/storage/tables.ts";
import { id } from "./api.ts";
import { PERSON } from "./objects.ts";

function stored(storage: DurableObjectStorage): PersonStore {
  const store = new PersonStore(storage);
  store.load(tablesOf(storage.sql));
  return store;
}

describe("a value that is too large to store", () => {
  it("is refused by name, in bytes and not in characters", () => {
    expect(checkedSize("a row", "x".repeat(MAX_VALUE_BYTES))).toHaveLength(MAX_VALUE_BYTES);
    expect(() => checkedSize("a row", "x".repeat(MAX_VALUE_BYTES + 1))).toThrow(
      new RangeError("a row is 1500001 bytes, more than the 1500000 that are stored"),
    );
    expect(() => checkedSize("a row", "あ".repeat(500_001))).toThrow(/1500003 bytes/);
    expect(() => checkedSize("a row", new ArrayBuffer(MAX_VALUE_BYTES + 1))).toThrow(RangeError);
  });

  it("never gets into a table", async () => {
    const large = "x".repeat(MAX_VALUE_BYTES + 1);
    const errors = await runInDurableObject(
      PERSON.getByName(`demo/v/${id("v")}`),
      (_, { storage }) => {
        storage.sql.exec(
          `CREATE TABLE inbox (seq INTEGER PRIMARY KEY, body TEXT NOT NULL); ${INBOX_DUE}`,
        );
        const attempts = [
          () => stored(storage).save({ state: large, seen: new ArrayBuffer(0), log: "" }),
          () => stored(storage).save({ state: "", seen: new ArrayBuffer(0), log: large }),
          () =>
            stored(storage).append({
              at: 0,
              source: "v1",
              session: "s1",
              facts: "",
              events: large,
            }),
          () => new Inbox(storage.sql).put([{ id: "1-x-1", body: large }], 0),
        ];
        return attempts.map((attempt) => {
          try {
            attempt();
            return "stored";
          } catch (error) {
            return (error as Error).message;
          }
        });
      },
    );
    expect(errors).toEqual([
      expect.stringMatching(/^a person's state is/),
      expect.stringMatching(/^a person's open log is/),
      expect.stringMatching(/^a journal row is/),
      expect.stringMatching(/^an inbox row is/),
    ]);
  });
});
