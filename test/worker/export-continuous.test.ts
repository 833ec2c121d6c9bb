import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Env } from "../../worker/edge/env.ts";
import { api, event, id, pageView, pass, purchase, settle } from "./api.ts";
import { EXPORTER, SHOP } from "./objects.ts";

const bucket = (env as unknown as Env).EXPORT!;
/** All records of a kind, by the name of the file that they are in. */
async function filed(kind: string): Promise<Map<string, Record<string, unknown>[]>> {
  const { objects } = await bucket.list({ prefix: `demo/${kind}/` });
  const files = new Map<string, Record<string, unknown>[]>();
  for (const { key } of objects) {
    const text = await (await bucket.get(key))!.text();
    files.set(
      key,
      text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
  }
  return files;
}
const records = async (kind: string) => [...(await filed(kind)).values()].flat();
const eventIds = async () =>
  (await records("events")).flatMap(({ events }) =>
    (events as { id: string }[]).map((one) => one.id),
  );

beforeAll(async () => {
  await api.put("/v1/settings", { continuous_export: true });
});

describe("a continuous export", () => {
  it("files every event of an ended visit once, by day, with people and orders", async () => {
    const visitor = id("v");
    const first = [pageView("/"), purchase("E1", ["a", "b"])];
    await api.post({ visitor, session: "s1", events: first });
    await pass({ minutes: 45 });
    await settle();
    await pass({ minutes: 90 });
    const second = [event("search", { search_term: "lamp" }), pageView("/c/")];
    await api.post({ visitor, session: "s2", events: second });
    for (let n = 0; n < 3; n++) await pass({ minutes: 90 });
    const sent = [...first, ...second].map((one) => one.id);
    expect((await eventIds()).toSorted()).toEqual(sent.toSorted());
    const [order] = await records("orders");
    expect(order).toMatchObject({ transaction_id: "E1", visitor_id: visitor, value: "5.00" });
    expect((await records("people")).at(-1)).toMatchObject({ visitor_id: visitor });
    for (const name of (await filed("events")).keys())
      expect(name).toMatch(/^demo\/events\/\d{4}-\d\d-\d\d\/\d+-\d+\.ndjson$/);
  });

  it("writes a part that was broken off under the same name again", async () => {
    const before = (await filed("events")).size;
    const visitor = id("v");
    const told = [pageView("/"), pageView("/c/")];
    await api.post({ visitor, session: "s3", events: told });
    await pass({ minutes: 45 });
    await settle();
    // The part is written, but the object dies before it has noted that.
    const stub = EXPORTER.getByName("demo/exporter");
    const now = Date.now() + (await SHOP.getByName("demo").clockOffset()) + 2 * 3_600_000;
    await Promise.allSettled([stub.wake(now), evictDurableObject(stub)]);
    await stub.wake(now);
    for (let n = 0; n < 2; n++) await pass({ minutes: 90 });
    const ids = await eventIds();
    for (const { id: own } of told) expect(ids.filter((one) => one === own)).toHaveLength(1);
    expect((await filed("events")).size).toBe(before + 1);
  });

  it("forgets whoever is erased; their orders stay as nobody's", async () => {
    const [{ visitor_id: visitor }] = (await records("orders")) as [{ visitor_id: string }];
    const secret = { authorization: "Bearer sk_demo" };
    await api.send("POST", "/v1/privacy/erasure", { visitor }, secret);
    for (let n = 0; n < 4; n++) await pass({ seconds: 90 });
    for (const kind of ["events", "people", "orders", "refunds"])
      expect(JSON.stringify(await records(kind))).not.toContain(visitor);
    expect(await records("orders")).toMatchObject([{ transaction_id: "E1" }]);
  });

  it("finds whoever is erased in any number of files, and leaves alone what it did not write", async () => {
    const name = id("gone");
    const theirs = `${JSON.stringify({ visitor: null, identity: { customer: name }, events: [] })}\n`;
    const foreign = { "demo/events/README.txt": "made by hand", "demo/zz.ndjson": "no JSON\n" };
    for (const [file, text] of Object.entries(foreign)) await bucket.put(file, text);
    for (let n = 0; n < 620; n++) await bucket.put(`demo/events/2020-01-01/${n}.ndjson`, theirs);
    const secret = { authorization: "Bearer sk_demo" };
    await api.put(`/v1/people/c/${name}`, { fields: { name: "N" }, source: "crm" });
    const { body } = await api.send("POST", "/v1/privacy/erasure", { customer: name }, secret);
    for (let n = 0; n < 6; n++) await pass({ seconds: 90 });
    const { body: done } = await api.get(`/v1/privacy/${body.id}`);
    expect(done.status).toBe("done");
    const { removed } = done.receipt.erased.find(
      ({ place }: { place: string }) => place === "exports",
    );
    expect(removed.files).toBe(620);
    expect((await bucket.list({ prefix: "demo/events/2020-01-01/" })).objects).toEqual([]);
    for (const [file, text] of Object.entries(foreign)) {
      expect(await (await bucket.get(file))!.text()).toBe(text);
      await bucket.delete(file);
    }
  });

  it("is of shops that ask for it", async () => {
    await api.put("/v1/settings", { continuous_export: false });
    const before = (await eventIds()).length;
    await api.post({ visitor: id("v"), events: [pageView("/")] });
    for (let n = 0; n < 3; n++) await pass({ minutes: 90 });
    expect((await eventIds()).length).toBe(before);
  });
});
