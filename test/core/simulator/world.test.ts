import { beforeAll, describe, expect, it, vi } from "vitest";
import { BEHAVIOUR, describe as describeWorld } from "../../simulator/behaviour.ts";
import { Calendar } from "../../simulator/calendar.ts";
import type { Reply, Request } from "../../simulator/requests.ts";
import { recommendation } from "../../simulator/requests.ts";
import { tune } from "../../simulator/tuning.ts";
import { newWorld, type World } from "../../simulator/world.ts";
import { plantedOf } from "../../bench/simulate/planted.ts";
import { Batch } from "../../../worker/wire/batch.ts";
import { Event } from "../../../worker/wire/event.ts";

// Thousands of lives take seconds on a machine that has other work.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const calendar = new Calendar(Date.UTC(2026, 0, 5), 30);
const SHOWN: Reply = {
  decisions: {
    beside: {
      receipt_id: "r1",
      scenario: "related",
      items: ["SKU-100", "SKU-201"].map((id) => ({
        id,
        score: 1,
        reason: "",
        title: id,
        link: `/p/${id}/`,
        image_link: null,
        price: null,
      })),
      fallback: null,
      heading: null,
      dismiss: null,
      why: null,
      arm: "on",
      model: "table-1",
    },
  },
};

/** Lives everybody, one after the other; pages that ask are answered with `SHOWN`. */
function requestsOf({ lives }: World): Request[] {
  const requests: Request[] = [];
  for (const { life } of lives) {
    let step = life.next();
    while (!step.done) {
      requests.push(step.value);
      step = life.next(step.value.want.length > 0 ? SHOWN : { decisions: {} });
    }
  }
  return requests;
}

const CONVERSION = 0.03;
const tuning = tune(CONVERSION, calendar);
const plain = { seed: 3, sessions: 4_000, tuning, intervention: null };
let world: World;
let requests: Request[];

beforeAll(() => {
  world = newWorld(plain, calendar);
  requests = requestsOf(world);
});

describe("a simulated world", () => {
  it("is the same again from the same seed, and another from another", () => {
    const first = (seed: number) => {
      const { lives } = newWorld({ ...plain, sessions: 50, seed }, calendar);
      return lives.map(({ life }) => life.next().value);
    };
    const three = first(3);
    expect(first(3)).toEqual(three);
    expect(first(4)).not.toEqual(three);
  });

  it("has about as many visits and orders as were asked for", () => {
    expect(world.visits.length).toBeGreaterThan(0.93 * plain.sessions);
    expect(world.visits.length).toBeLessThan(1.07 * plain.sessions);
    const orders = world.visits.filter(({ orderedAt }) => orderedAt !== null).length;
    const asked = CONVERSION * world.visits.length;
    expect(Math.abs(orders - asked)).toBeLessThan(4 * Math.sqrt(asked));
  });

  it("knows the probability of an order exactly, at every moment of a visit", () => {
    const scored = requests.filter(({ chance }) => chance !== null);
    // One moment a visit, so that luck is independent.
    for (const n of [1, 2, 4, 8]) {
      const count = new Map<object, number>();
      const moments = scored.filter(({ visit }) => {
        count.set(visit!, (count.get(visit!) ?? 0) + 1);
        return count.get(visit!) === n;
      });
      const parts = Map.groupBy(moments, ({ chance }) => Math.floor(Math.log2(chance!)));
      for (const part of parts.values()) {
        const expected = part.reduce((sum, { chance }) => sum + chance!, 0);
        const spread = part.reduce((sum, { chance }) => sum + chance! * (1 - chance!), 0);
        const came = part.filter(({ visit }) => visit!.orderedAt !== null).length;
        expect(Math.abs(came - expected)).toBeLessThan(1 + 4 * Math.sqrt(spread));
      }
    }
  });

  it("speaks as the tag does: every batch and event is understood", () => {
    for (const { visitor, session, events, want } of requests.slice(0, 3_000)) {
      Batch.parse({ visitor, session, consent: {}, events, want });
      expect(visitor).toMatch(/^\d{20,30}$/);
      for (const { at, ...event } of events) Event.parse({ ...event, age: at - at });
    }
  });

  it("numbers each view's events in turn, and names none twice", () => {
    const ids = requests.flatMap(({ events }) => events.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const views = Map.groupBy(
      requests.flatMap(({ events }) => events),
      ({ view }) => view,
    );
    for (const events of views.values()) {
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place));
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
    }
  });

  it("has people who come back, some on another device, after more than a session's pause", () => {
    const byVisitor = Map.groupBy(world.visits, ({ visitor }) => visitor);
    expect(byVisitor.size).toBeLessThan(0.85 * world.visits.length);
    const ends = new Map<object, number>();
    for (const { visit, at } of requests) if (visit !== null) ends.set(visit, at);
    for (const visits of byVisitor.values())
      visits.slice(1).forEach(({ started }, place) => {
        expect(started - ends.get(visits[place]!)!).toBeGreaterThanOrEqual(3_600_000);
      });
  });

  it("has crawlers that name themselves, and bots that look like browsers and fill carts", () => {
    const bots = requests.filter(({ visit }) => visit === null);
    const isNamed = ({ userAgent }: Request) => userAgent.includes("Googlebot");
    expect(bots.some(isNamed)).toBe(true);
    const adds = bots
      .filter((request) => !isNamed(request))
      .flatMap(({ events }) => events)
      .filter(({ name }) => name === "add_to_cart");
    expect(adds.length).toBe(Math.round(plain.sessions * BEHAVIOUR.cartBots) * BEHAVIOUR.botItems);
    const ofPeople = requests.filter(({ visit }) => visit !== null);
    expect(JSON.stringify(ofPeople.slice(0, 2_000))).not.toContain("SKU-BOTS");
  });

  it("says all that it assumes", () => {
    const lines = describeWorld(tuning.behaviour);
    for (const name of Object.keys(BEHAVIOUR))
      expect(lines.some((line) => line.startsWith(name))).toBe(true);
  });
});

describe("a planted effect", () => {
  const options = { ...plain, sessions: 8_000 };

  it("is found inside its interval", () => {
    const lived = newWorld({ ...options, intervention: recommendation(0.5, 0.15, 1) }, calendar);
    requestsOf(lived);
    const { planted, interval } = plantedOf(lived.visits);
    expect(planted).toBeGreaterThan(0.01);
    expect(interval[0]).toBeGreaterThan(0);
    expect(interval[0]).toBeLessThan(planted);
    expect(interval[1]).toBeGreaterThan(planted);
  });

  it("is none where nothing was planted", () => {
    const lived = newWorld({ ...options, intervention: recommendation(0.5, 0, 0) }, calendar);
    requestsOf(lived);
    const { planted, interval } = plantedOf(lived.visits);
    expect(planted).toBe(0);
    expect(interval[0]).toBeLessThan(0);
    expect(interval[1]).toBeGreaterThan(0);
  });
});
