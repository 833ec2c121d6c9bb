import type { Node } from "../values.ts";
import type { Translated } from "./parts.ts";
import { fromSegment, isSegment } from "./segment.ts";
import { fromShopify, isShopify } from "./shopify.ts";
import { fromSnowplow, isSnowplow } from "./snowplow.ts";

export { batchFromDialect } from "./batch.ts";

/** Another system's event in GA4's words, known by its shape; null for what is ours. docs/dialects.md */
export function translated(told: Node): Translated | null {
  if (isSegment(told)) return fromSegment(told);
  if (isShopify(told)) return fromShopify(told);
  return isSnowplow(told) ? fromSnowplow(told) : null;
}
