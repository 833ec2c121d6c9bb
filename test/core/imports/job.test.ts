import { describe, expect, it } from "vitest";
import {
  importReply,
  newJob,
  noOutcome,
  note,
  reasonToKeep,
  reject,
  withOutcome,
} from "../../../worker/core/imports/index.ts";

const ORDER = {
  type: "items",
  feed: "main",
  mode: "replace",
  force: false,
  format: null,
  contentType: "text/csv",
  name: "",
  base: null,
} as const;

describe("an import's report", () => {
  it("adds up what the parts of a file came to", () => {
    const outcome = { ...noOutcome(), accepted: 2, unchanged: 1, duplicates: 1 };
    reject(outcome, { line: 5, id: null, detail: "x".repeat(1_000) });
    note(outcome, "odd");
    const job = withOutcome(withOutcome(newJob(1, "j", ORDER, 0), outcome), outcome);
    expect(importReply(job, outcome.lines)).toMatchObject({
      status: "receiving",
      lines: 8,
      accepted: 4,
      unchanged: 2,
      rejected: 2,
      duplicates: 2,
      notes: ["odd", "odd"],
      started: null,
      created: "1970-01-01T00:00:00.000Z",
    });
    expect(outcome.lines[0]?.detail).toHaveLength(300);
  });

  it("counts every wrong line but keeps a bounded number of them", () => {
    const outcome = noOutcome();
    for (let line = 1; line <= 12_000; line++) {
      reject(outcome, { line, id: null, detail: "wrong" });
      note(outcome, "odd");
    }
    expect(outcome.rejected).toBe(12_000);
    expect(outcome.lines).toHaveLength(10_000);
    expect(outcome.notes).toHaveLength(50);
  });
});

describe("what a feed's new file lacks", () => {
  const keep = (truncated: string | null, came: number, last: number, force = false) =>
    reasonToKeep({ force }, truncated, came, last);

  it("is removed when the file is whole and brings at least half of the last one's items", () => {
    expect(keep(null, 100, 100)).toBeNull();
    expect(keep(null, 50, 100)).toBeNull();
    expect(keep(null, 0, 0)).toBeNull();
  });

  it("stays when the file is cut short, or brings too few, which a shop may overrule", () => {
    expect(keep("the file ends inside this item", 100, 100)).toMatch(/ends inside/);
    expect(keep("the file ends inside this item", 100, 100, true)).toMatch(/ends inside/);
    expect(keep(null, 49, 100)).toMatch(/last run had 100 items, this one 49/);
    expect(keep(null, 49, 100, true)).toBeNull();
  });
});
