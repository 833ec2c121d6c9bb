import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Bucket,
  Buckets,
  networkOf,
  rateLimitFields,
  Recent,
  take,
} from "../../../worker/core/limits/index.ts";

const policy = { name: "visitor", quota: 5, window: 60_000 };

describe("a bucket", () => {
  it("gives its quota at once, then as much again in each window", () => {
    let bucket: Bucket | undefined;
    const given = (now: number) => {
      const taken = take(bucket, policy, now);
      ({ bucket } = taken);
      return taken.isAllowed;
    };
    expect(Array.from({ length: 7 }, () => given(0))).toEqual([
      ...Array(5).fill(true),
      false,
      false,
    ]);
    expect(given(11_999)).toBe(false);
    expect(given(12_000)).toBe(true);
    expect(given(12_000)).toBe(false);
    expect(Array.from({ length: 6 }, () => given(500_000)).filter(Boolean)).toHaveLength(5);
  });

  it("says for how long what is left must do", () => {
    const first = take(undefined, policy, 0);
    expect(first).toMatchObject({ remaining: 4, reset: 12 });
    const empty = take({ tokens: 0.25, at: 0 }, policy, 0);
    expect(empty).toMatchObject({ isAllowed: false, remaining: 0, reset: 9 });
  });

  it("is filled by no clock that is set back", () => {
    const { bucket } = take({ tokens: 1, at: 1_000_000 }, policy, 1_000_000);
    expect(take(bucket, policy, 0).isAllowed).toBe(false);
  });

  it("never gives more in any time than its quota and what has flown in", () => {
    const times = fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 50 }), (all, quota) => {
        const sorted = all.toSorted((a, b) => a - b);
        let bucket: Bucket | undefined;
        const given: number[] = [];
        for (const now of sorted) {
          const taken = take(bucket, { ...policy, quota }, now);
          ({ bucket } = taken);
          if (taken.isAllowed) given.push(now);
        }
        const [first = 0] = given;
        for (const [place, now] of given.entries())
          expect(place + 1).toBeLessThanOrEqual(quota + (quota * (now - first)) / 60_000 + 1e-6);
      }),
    );
  });

  it("lets through whoever waits for as long as it says", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 1e6 }),
        (tokens, quota) => {
          const { reset, bucket, isAllowed } = take({ tokens, at: 0 }, { ...policy, quota }, 0);
          expect(isAllowed).toBe(false);
          expect(take(bucket, { ...policy, quota }, reset * 1000 + 1).isAllowed).toBe(true);
        },
      ),
    );
  });
});

describe("buckets", () => {
  it("forget whose was longest not asked for, and keep those of a flood", () => {
    const buckets = new Buckets(3);
    const ask = (whose: string) => buckets.take(whose, policy, 0).remaining;
    ask("flood");
    for (const whose of ["a", "b", "c", "d"]) {
      ask(whose);
      ask("flood");
    }
    expect(ask("flood")).toBe(0);
    expect(ask("a")).toBe(policy.quota - 1);
  });
});

describe("who was met", () => {
  it("is forgotten when as many others were met since as are remembered", () => {
    const recent = new Recent(2);
    for (const name of ["a", "b", "a", "c"]) recent.add(name);
    expect(["a", "b", "c"].filter((name) => recent.has(name))).toEqual(["a", "c"]);
  });
});

describe("RateLimit fields", () => {
  it("list each policy and what is left of it, as structured fields", () => {
    const page = take(undefined, { name: "client", quota: 100, window: 60_000 }, 0);
    expect(rateLimitFields([page, take(undefined, policy, 0)])).toEqual({
      "ratelimit-policy": '"client";q=100;w=60, "visitor";q=5;w=60',
      ratelimit: '"client";r=99;t=1, "visitor";r=4;t=12',
    });
  });
});

describe("the network of an address", () => {
  it("is an IPv4 address, or the /64 of an IPv6 address however it is written", () => {
    for (const same of ["192.0.2.7", "192.0.2.7:4431", "::ffff:192.0.2.7"])
      expect(networkOf(same)).toBe("192.0.2.7");
    expect(networkOf("[2001:db8:0:1::7]:443")).toBe("2001:db8:0:1");
    for (const same of ["2001:db8:0:1::7", "2001:0DB8:0000:0001:aaaa:0:0:1", "2001:db8::1:0:0:0:9"])
      expect(networkOf(same)).toBe("2001:db8:0:1");
    expect(networkOf("2001:db8:0:2::7")).not.toBe("2001:db8:0:1");
    expect(networkOf("::1")).toBe("0:0:0:0");
  });
});
