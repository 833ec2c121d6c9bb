import { describe, expect, it } from "vitest";
import { type Announcement, messageId } from "../../worker/core/messages/index.ts";
import { api, id, pass } from "./api.ts";
import { COURIER, rows } from "./objects.ts";

const DAY = 86_400_000;

/** Announcements as a person's outbox would send them to the shop's courier. */
function announce(person: string, count: number, type = "score.band_changed", now = Date.now()) {
  const messages = Array.from({ length: count }, (_, n) => ({
    id: messageId(`demo/${person}`, n, now),
    body: { type, at: now + n, person, data: { n } } satisfies Announcement as never,
  }));
  const stub = COURIER.getByName("demo/courier/g1/0");
  const take = () => stub.take("demo", messages, now);
  return { take, fold: () => stub.wake(now + 5_000) };
}

describe("GET /v1/outbound", () => {
  it("lists what was announced, once each, in the order in which it came", async () => {
    const person = id("v");
    const { take, fold } = announce(person, 3);
    await take();
    await take();
    await fold();
    await take();
    await fold();
    const { status, body } = await api.get(`/v1/outbound?person=${person}`);
    expect(status).toBe(200);
    const ids = body.events.map((told: { id: string }) => told.id);
    expect(new Set(ids).size).toBe(3);
    expect(body.events[1]).toEqual({
      id: expect.stringMatching(/^msg_demo_\d+$/),
      type: "score.band_changed",
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      person,
      data: { n: 1 },
    });
  });

  it("goes on where a poller left off, and answers with the same cursor while nothing came", async () => {
    const person = id("v");
    const { take, fold } = announce(person, 130);
    await take();
    await fold();
    const first = (await api.get(`/v1/outbound?person=${person}`)).body;
    expect(first.events).toHaveLength(100);
    const page = (cursor: string) => api.get(`/v1/outbound?person=${person}&cursor=${cursor}`);
    const second = (await page(first.next_cursor)).body;
    expect(second.events.map((told: { data: { n: number } }) => told.data.n)).toEqual(
      Array.from({ length: 30 }, (_, n) => 100 + n),
    );
    expect((await page(second.next_cursor)).body).toEqual({
      events: [],
      next_cursor: second.next_cursor,
    });
  });

  it("tells those of one type only, if asked", async () => {
    const person = id("v");
    for (const type of ["stage.changed", "price.dropped"]) {
      const { take, fold } = announce(person, 1, type, type === "stage.changed" ? 0 : Date.now());
      await take();
      await fold();
    }
    const { body } = await api.get(`/v1/outbound?person=${person}&type=price.dropped`);
    expect(body.events).toEqual([expect.objectContaining({ type: "price.dropped" })]);
  });

  it("forgets after 30 days, but never the number it has come to", async () => {
    const stub = COURIER.getByName(`${id("shop")}/courier/g1/0`);
    const at = async (now: number) => {
      const body = { type: "stage.changed", at: now, person: "v", data: {} };
      await stub.take("any", [{ id: messageId("any/v", now, now), body: body as never }], now);
      await stub.wake(now + 5_000);
    };
    const now = Date.now();
    for (const days of [0, 1, 40, 60]) await at(now + days * DAY);
    expect(await rows(stub, "SELECT seq FROM announcements")).toEqual([{ seq: 3 }, { seq: 4 }]);
    await at(now + 200 * DAY);
    expect(await rows(stub, "SELECT seq FROM announcements")).toEqual([{ seq: 5 }]);
  });

  it("is for the shop's own servers, and refuses a cursor that it did not give", async () => {
    expect((await api.send("GET", "/v1/outbound?key=pk_demo")).status).toBe(403);
    expect((await api.get("/v1/outbound?cursor=x")).status).toBe(422);
  });
});

describe("what was announced", () => {
  it("is gone after 30 days, however much it was and though nothing is announced since", async () => {
    const person = id("v");
    const { take, fold } = announce(person, 1_200);
    await take();
    await fold();
    const stub = COURIER.getByName("demo/courier/g1/0");
    const own = () => rows(stub, `SELECT seq FROM announcements WHERE person = '${person}'`);
    await pass({ days: 29 });
    expect(await own()).toHaveLength(1_200);
    await pass({ days: 2 });
    expect(await own()).toEqual([]);
    const [last] = await rows(stub, "SELECT max(seq) AS seq FROM announcements");
    await announce(id("v"), 1).take();
    await pass({ seconds: 10 });
    expect(await rows(stub, `SELECT * FROM announcements WHERE seq > ${last!.seq}`)).toHaveLength(
      1,
    );
  });
});
