import { describe, expect, it } from "vitest";
import {
  attempted,
  changed,
  type Delivery,
  ENVELOPES,
  isActive,
  isFailing,
  newWebhook,
  OPENS_AFTER,
  replayed,
  roomOf,
  rotated,
  secretsAt,
  tried,
  wants,
} from "../../../worker/core/outbound/index.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const BODY = {
  url: "https://hooks.example/",
  types: [],
  format: "standard" as const,
  enabled: true,
};
const webhook = newWebhook("wh_1", BODY, "whsec_a", 7, NOW);

describe("a receiver that fails", () => {
  const failed = (times: number) => {
    let one = webhook;
    for (let n = 0; n < times; n++) one = tried(one, 500, NOW + n);
    return one;
  };

  it("is left alone after some failures in a row, for longer after each probe", () => {
    expect(roomOf(failed(OPENS_AFTER - 1).breaker, NOW, 4)).toBe(4);
    const { breaker } = failed(OPENS_AFTER);
    expect(roomOf(breaker, NOW + 10, 4)).toBe(0);
    expect(roomOf(breaker, breaker.openUntil!, 4)).toBe(1);
    const probed = tried(failed(OPENS_AFTER), null, breaker.openUntil!).breaker;
    expect(probed.openUntil! - breaker.openUntil!).toBe(60_000);
    expect(failed(40).breaker.openUntil! - NOW).toBe(39 + 10 * 60_000);
  });

  it("has all forgotten by one success, or by being set up anew", () => {
    const well = tried(failed(30), 204, NOW + HOUR);
    expect(well.breaker).toEqual({ failures: 0, openUntil: null, failingSince: null });
    expect(well.lastSuccess).toBe(NOW + HOUR);
    expect(changed(failed(30), BODY).breaker.openUntil).toBeNull();
  });

  it("is failing when it has done so for a quarter of an hour", () => {
    const { breaker } = failed(6);
    expect(isFailing(breaker, NOW + 14 * 60_000)).toBe(false);
    expect(isFailing(breaker, NOW + 15 * 60_000)).toBe(true);
  });

  it("is stopped when it says 410, until it is set up anew", () => {
    const gone = tried(webhook, 410, NOW);
    expect(isActive(gone)).toBe(false);
    expect(isActive(changed(gone, BODY))).toBe(true);
    expect(isActive(changed(gone, { ...BODY, enabled: false }))).toBe(false);
  });
});

describe("a delivery", () => {
  const delivery: Delivery = {
    webhook: "wh_1",
    event: 3,
    type: "stage.changed",
    status: "waiting",
    due: NOW,
    since: NOW,
    tries: 0,
    attempts: [],
  };
  const attempt = (status: number | null, at = NOW) => ({
    at,
    status,
    ms: 5,
    error: null,
    reply: "",
    retryAfter: null,
  });

  it("is done by any 2xx, and waits after anything else, a redirect among it", () => {
    for (const status of [200, 201, 204, 299])
      expect(attempted(delivery, attempt(status), 0)).toMatchObject({
        status: "delivered",
        due: null,
      });
    for (const status of [null, 199, 301, 404, 500])
      expect(attempted(delivery, attempt(status), 0)).toMatchObject({
        status: "waiting",
        tries: 1,
      });
  });

  it("is a dead letter after a day, and has another day when it is asked for again", () => {
    const dead = attempted({ ...delivery, tries: 12 }, attempt(500, NOW + 24 * HOUR), 0);
    expect(dead).toMatchObject({ status: "dead", due: null });
    const again = replayed(dead, NOW + 48 * HOUR);
    expect(again).toMatchObject({ status: "waiting", due: NOW + 48 * HOUR, tries: 0 });
    const late = attempted(again, attempt(500, NOW + 49 * HOUR), 0);
    expect(late.status).toBe("waiting");
    expect(late.attempts).toHaveLength(2);
  });
});

it("signs with an earlier secret for a day after it was rotated, and with three never for longer", () => {
  const once = rotated(webhook, "whsec_b", NOW);
  expect(secretsAt(once, NOW + 24 * HOUR - 1)).toEqual(["whsec_b", "whsec_a"]);
  expect(secretsAt(once, NOW + 24 * HOUR)).toEqual(["whsec_b"]);
  expect(secretsAt(rotated(once, "whsec_c", NOW), NOW)).toEqual(["whsec_c", "whsec_b"]);
});

it("wants all types where none is named", () => {
  expect([wants([], "a.b"), wants(["a.b"], "a.b"), wants(["a"], "a.b")]).toEqual([
    true,
    true,
    false,
  ]);
});

describe("an announcement on its way", () => {
  const fact = { id: "msg_demo_3", type: "stage.changed", at: NOW, person: "c/7", data: { n: 1 } };

  it("is told as Standard Webhooks recommend it", () => {
    const { contentType, body } = ENVELOPES.standard("demo", fact);
    expect(contentType).toBe("application/json");
    expect(JSON.parse(body)).toEqual({
      id: "msg_demo_3",
      type: "stage.changed",
      timestamp: "2026-11-22T12:00:00.000Z",
      person: "c/7",
      data: { n: 1 },
    });
  });

  it("is a structured CloudEvent where that is wanted, without a subject when it is of nobody", () => {
    const { contentType, body } = ENVELOPES.cloudevents("demo", fact);
    expect(contentType).toBe("application/cloudevents+json; charset=UTF-8");
    const { specversion, id, source, type, time, subject, datacontenttype, data } =
      JSON.parse(body);
    expect({ specversion, id, source, type, time, subject, datacontenttype, data }).toEqual({
      specversion: "1.0",
      id: "msg_demo_3",
      source: "urn:okaeri:shop:demo",
      type: "stage.changed",
      time: "2026-11-22T12:00:00.000Z",
      subject: "c/7",
      datacontenttype: "application/json",
      data: { n: 1 },
    });
    expect(ENVELOPES.cloudevents("demo", { ...fact, person: null }).body).not.toMatch(/subject/);
  });
});
