import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutData } from "../../worker/edge/log.ts";
import { files, root } from "./sources.ts";

it("what the Worker logs goes through edge/log.ts, which knows what must not be in it", () => {
  const others = files("worker")
    .filter((file) => !file.startsWith("worker/console/") && file !== "worker/edge/log.ts")
    .filter((file) => /\bconsole\.\w+/.test(readFileSync(join(root, file), "utf8")));
  expect(others).toEqual([]);
});

describe("the message of a logged error", () => {
  it("keeps the words of an error and drops what it quotes", () => {
    expect(withoutData(`Unexpected token 'a', "anna,+44 20" is not valid JSON`)).toBe(
      "Unexpected token …, … is not valid JSON",
    );
    expect(withoutData("UNIQUE constraint failed: settings.id: SQLITE_CONSTRAINT")).toBe(
      "UNIQUE constraint failed: settings.id: SQLITE_CONSTRAINT",
    );
    const fault = "internal error; reference = 0123456789abcdef";
    expect(withoutData(fault)).toBe(fault);
    expect(withoutData("no answer within 2000 ms")).toBe("no answer within 2000 ms");
  });

  it("never holds an e-mail, IP or web address, or an id, wherever it stands in a message", () => {
    const data = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.stringMatching(/^[a-z0-9.+-]{1,9}@[a-z]{2,9}\.[a-z]{2,3}$/),
      fc.stringMatching(/^https:\/\/[a-z]{2,9}\.example\/[a-z]{1,9}\?[a-z]{1,4}=[A-Za-z]{1,9}$/),
      fc.stringMatching(/^[A-Za-z]{7}[0-9][A-Za-z0-9]{0,14}$/),
      fc.stringMatching(/^\+?[0-9]{8,12}$/),
    );
    fc.assert(
      fc.property(data, (secret) => {
        expect(withoutData(`could not read ${secret} of it`)).not.toContain(secret);
      }),
    );
  });
});
