import { isNode, type Node } from "../values.ts";
import { nodesAt, textAt } from "./parts.ts";
import { isSegment } from "./segment.ts";
import { isShopify } from "./shopify.ts";

const PAYLOAD = "iglu:com.snowplowanalytics.snowplow/payload_data/";

/**
 * The body of another system's request as a batch: a Segment call or its `batch`, an event of a Shopify
 * pixel, what a Snowplow tracker posts. A batch is of one person; what names several, and whatever is
 * ours, stays as it is.
 */
export function batchFromDialect(body: unknown): unknown {
  if (!isNode(body) || "events" in body) return body;
  if (isShopify(body)) return batchOf([body], "clientId", "") ?? body;
  if (isSegment(body)) return batchOf([body], "anonymousId", "userId") ?? body;
  const calls = nodesAt(body, "batch").map((call) =>
    Object.assign({ sentAt: body["sentAt"] }, call),
  );
  if (calls.length > 0 && calls.every(isSegment))
    return batchOf(calls, "anonymousId", "userId") ?? body;
  if (textAt(body, "schema")?.startsWith(PAYLOAD))
    return batchOf(nodesAt(body, "data"), "duid", "uid") ?? body;
  return body;
}

/** Events with their person, by the fields that name them; null when they are of several, or none. */
function batchOf(events: Node[], visitorField: string, customerField: string): unknown {
  const [first] = events;
  const nameOf = (event: Node) => `${textAt(event, visitorField)} ${textAt(event, customerField)}`;
  if (first === undefined || events.some((event) => nameOf(event) !== nameOf(first))) return null;
  const customer = textAt(first, customerField);
  return {
    visitor: textAt(first, visitorField) ?? null,
    ...(customer !== undefined && { identity: { customer } }),
    events,
  };
}
