import { describe, expect, it } from "vitest";
import {
  afterFailure,
  afterFetch,
  newFeed,
  withSource,
} from "../../../worker/core/imports/index.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const source = { url: "https://shop.example/feed.xml", every: "2h" };
const feed = withSource(newFeed("main"), source, 0);
const VERSION = { etag: '"1"', modified: null, import: "j" };

describe("a feed's clock", () => {
  it("fetches at once, and then by its period", () => {
    expect(feed.next).toBe(0);
    expect(afterFetch(feed, VERSION, HOUR)).toMatchObject({ next: 3 * HOUR, import: "j" });
  });

  it("tries again soon after a failure, then later and later, at most after its period", () => {
    let failing = feed;
    const waits = Array.from({ length: 6 }, () => {
      failing = afterFailure(failing, "down", 0);
      return failing.next! / MINUTE;
    });
    expect(waits).toEqual([10, 20, 40, 80, 120, 120]);
    expect(failing).toMatchObject({ error: "down", failures: 6 });
    expect(afterFetch(failing, VERSION, 0)).toMatchObject({ error: null, failures: 0 });
  });

  it("remembers the version of its address alone, and what is wrong with that", () => {
    const fetched = afterFetch(feed, VERSION, 0);
    expect(withSource(fetched, { ...source, every: "1h" }, 0).etag).toBe('"1"');
    expect(withSource(fetched, { ...source, url: "https://b.example/" }, 0).etag).toBeNull();
    expect(afterFetch({ ...fetched, error: "not XML" }, null, 0)).toMatchObject({
      etag: '"1"',
      error: "not XML",
    });
  });
});
