import { describe, expect, it } from "vitest";
import { batchFromDialect } from "../../../worker/core/capture/index.ts";
import { Batch } from "../../../worker/wire/batch.ts";
import { FOREIGN, segment, shopify, type snowplow, tracked } from "../../fixtures/dialects.ts";

describe("a request of another system", () => {
  const asked = (body: unknown) => Batch.safeParse(batchFromDialect(body)).data;

  it("is a batch of its person", () => {
    const call = { ...segment("Cart Viewed"), userId: "c1" };
    const visitor = "23adfd82-aa0f-45a7-a756-24f2a7a4c895";
    expect(asked(call)).toMatchObject({ visitor, identity: { customer: "c1" }, events: [call] });
    expect(asked({ batch: [call, call] })?.events).toHaveLength(2);
    expect(asked(shopify("page_viewed", {}))?.visitor).toMatch(/^81cacff5/);
    const event = tracked(FOREIGN["Snowplow"]!["refund"] as ReturnType<typeof snowplow>, true);
    const schema = "iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4";
    expect(asked({ schema, data: [event] })?.visitor).toBe("aeb1691c5a0ee5a6");
  });

  it("of several persons is none", () => {
    const batch = [segment("Cart Viewed"), { ...segment("Cart Viewed"), anonymousId: "other" }];
    expect(asked({ batch })).toBeUndefined();
    expect(asked({ batch: [] })).toBeUndefined();
  });
});
