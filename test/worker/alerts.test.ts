import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { messageId } from "../../worker/core/messages/index.ts";
import { countShown, noTrials } from "../../worker/core/recommend/index.ts";
import { api, id, pageView, pass, settle } from "./api.ts";
import { LEARNER, SHOP } from "./objects.ts";

const RECEIVER = "https://alerts.example/in";
let told: { type: string; data: { kind: string; subject: string; detail?: string } }[] = [];
let isUp = true;

beforeEach(() => {
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    if (request.url !== RECEIVER || !isUp) return new Response("down", { status: 503 });
    told.push(await request.json());
    return new Response(null, { status: 204 });
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  told = [];
  isUp = true;
});

const post = (path: string, body: object) =>
  api.send("POST", path, body, { authorization: "Bearer sk_demo" });
const alerts = async (kind: string) =>
  (await api.get("/v1/alerts")).body.alerts.filter((one: { kind: string }) => one.kind === kind);
const toldOf = (kind: string) =>
  told.filter(({ data }) => data.kind === kind).map(({ type }) => type);

/** Lets hours go by, in steps after each of which all is looked at. */
async function watch(hours: number, step = 1): Promise<void> {
  for (let hour = 0; hour < hours; hour += step) await pass({ minutes: 61 * step });
  await settle();
}

/** What holds of every alert: it is told once when it begins and once when it is over. */
async function expectToldOnce(kind: string, subject: string, end: () => Promise<void>) {
  const [raised, ...others] = await alerts(kind);
  expect(raised).toMatchObject({ kind, subject, resolved: null, detail: expect.any(String) });
  expect(others).toEqual([]);
  await watch(2);
  expect(toldOf(kind)).toEqual(["alert.raised"]);
  await end();
  const [resolved] = await alerts(kind);
  expect(resolved).toMatchObject({ id: raised.id, resolved: expect.any(String) });
  expect(toldOf(kind)).toEqual(["alert.raised", "alert.resolved"]);
}

describe("an alert by webhook", () => {
  beforeEach(async () => {
    const { body } = await api.get("/v1/webhooks");
    const types = ["alert.raised", "alert.resolved"];
    if (body.webhooks.length === 0) await post("/v1/webhooks", { url: RECEIVER, types });
  });

  it("comes when a feed is stale, and goes when it is fetched no more", async () => {
    await api.get("/v1/alerts");
    await api.put("/v1/feeds/main", { url: "https://shop.example/feed.csv", every: "1h" });
    await watch(4);
    await expectToldOnce("feed_stale", "main", async () => {
      await api.delete("/v1/feeds/main");
      await watch(1);
    });
  });

  it("comes when a webhook fails, and goes when it does no more", async () => {
    const { body } = await post("/v1/webhooks", { url: "https://other.example/", types: [] });
    await api.put("/v1/feeds/again", { url: "https://shop.example/feed.csv", every: "1h" });
    await watch(6);
    expect(toldOf("feed_stale")).toEqual(["alert.raised"]);
    await expectToldOnce("webhook_failing", body.id, async () => {
      await api.delete(`/v1/webhooks/${body.id}`);
      await watch(1);
    });
    await api.delete("/v1/feeds/again");
  });

  it("comes when nobody comes any more, and goes when somebody does", async () => {
    for (let week = 0; week < 3; week++) {
      for (let n = 0; n < 12; n++)
        await api.post({ visitor: id("v"), session: id("s"), events: [pageView("/")] });
      await pass({ days: 7 });
    }
    await watch(1);
    await expectToldOnce("tag_silent", "", async () => {
      await api.post({ visitor: id("v"), session: id("s"), events: [pageView("/")] });
      await watch(2);
    });
  });

  it("comes when a strategy of a slot is not seen as often as it is drawn", async () => {
    const drawn = (strategy: string, receipts: number) => {
      const sums = noTrials();
      for (let n = 0; n < receipts; n++) countShown(sums, 0.5);
      return { slot: "front", scenario: "home", strategy, sums };
    };
    for (let day = 0; day < 5; day++) {
      const at = Date.now() + (await SHOP.getByName("demo").clockOffset());
      const trials = [drawn("next", 60), drawn("taste", 20)];
      const body = { target: "slots" as const, at, context: "new mobile", trials };
      const message = { id: messageId("demo/v/srm", day, at), body };
      await LEARNER.getByName("demo/learner").take("demo", [message] as never, at);
      await pass({ days: 1 });
    }
    await watch(1);
    await expectToldOnce("sample_ratio_mismatch", "home/front", () => watch(20 * 24, 24));
  });

  it("comes when the scores have become worse than the base rate", async () => {
    const stub = LEARNER.getByName("demo/learner");
    await api.post({ visitor: id("v"), session: id("s"), events: [pageView("/")] });
    await watch(1);
    // What raises it within the model is the model's own matter, and takes it hundreds of visits.
    const setDrift = (alarmed: boolean) =>
      runInDurableObject(stub, (learner, { storage }) => {
        const path = "$.session.track.drift.alarmed";
        storage.sql.exec(
          "UPDATE model SET state = json_set(state, ?, json(?))",
          path,
          `${alarmed}`,
        );
        (learner as unknown as { reload(): void }).reload();
      });
    await setDrift(true);
    await watch(1);
    await expectToldOnce("intent_drifted", "session", async () => {
      await setDrift(false);
      await watch(1);
    });
  });
});
