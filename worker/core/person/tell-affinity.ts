import type { AffinityReply } from "../../wire/person.ts";
import { type Affinity, axisLabel, evidenceOf, shareOf, shareReduced } from "../recommend/index.ts";

/** A person's taste in words and shares, the most first. `now` is epoch ms. */
export function tellAffinity(affinity: Affinity, now: number): AffinityReply {
  const shares = (facet: "category" | "brand" | "band" | "hour" | "device") =>
    affinity[facet].names
      .map((value) => [value, rounded(shareOf(affinity, facet, value, now))] as const)
      .sort((a, b) => b[1] - a[1]);
  return {
    category: Object.fromEntries(
      shares("category").map(([axis, share]) => [axisLabel(axis), share]),
    ),
    brand: Object.fromEntries(shares("brand")),
    price_band: Object.fromEntries(shares("band")),
    hour: Object.fromEntries(shares("hour")),
    device: Object.fromEntries(shares("device")),
    discount_sensitivity: rounded(shareReduced(affinity, now)),
    evidence: rounded(evidenceOf(affinity, now)),
  };
}

const rounded = (share: number): number => Number(share.toFixed(4));
