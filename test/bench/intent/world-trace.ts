import { CUSTOMER_SETTINGS } from "../../../worker/core/customer/index.ts";
import type { Feature, Lesson } from "../../../worker/core/intent/index.ts";
import { isBounce, type Observed } from "../../../worker/core/intent/index.ts";
import { featuresOf } from "../../../worker/core/person/fold.ts";
import {
  fold,
  newPerson,
  nextDuty,
  type PersonState,
  settle,
} from "../../../worker/core/person/index.ts";
import {
  classifyChannel,
  normalise,
  SeenIds,
  type VisitEvent,
} from "../../../worker/core/visit/index.ts";
import { deviceOf } from "../../../worker/edge/device.ts";
import { isCrawler } from "../../../worker/edge/bots.ts";
import { Event } from "../../../worker/wire/event.ts";
import { MemoryOrders } from "../../core/orders/memory-orders.ts";
import { CURRENCY } from "../../simulator/goods.ts";
import type { Life, Request, Told, VisitRecord } from "../../simulator/requests.ts";
import type { World } from "../../simulator/world.ts";

/** A score: of what somebody was there to see, `visit` and `chance` tell; else it is only kept. */
export interface Asked {
  at: number;
  visitor: string;
  visit: VisitRecord | null;
  /** Events of the visit so far. */
  events: number;
  features: Feature[];
  observed: Observed;
  /** Exact probability of an order from here, knowing the hidden need. */
  chance: number | null;
}

export type Step = { at: number; asked: Asked } | { at: number; lesson: Lesson };

const HOST = "shop.example";
const ZONE = "UTC";

interface Somebody {
  state: PersonState;
  seen: SeenIds;
  orders: MemoryOrders;
}

/**
 * What a whole world asks of the model and teaches it, in the order of time. Nobody acts upon a score, so
 * the same trace serves any model.
 */
export function traceOf({ lives }: World): Step[] {
  const steps: Step[] = [];
  for (const { life } of lives) follow(life, steps);
  return steps.sort((a, b) => a.at - b.at);
}

/** Lives one life through the person's own rules; each of its devices is a person to the shop. */
function follow(life: Life, steps: Step[]): void {
  const known = new Map<string, Somebody>();
  for (let next = life.next(); !next.done; next = life.next({ decisions: {} })) {
    const request = next.value;
    if (isCrawler(request.userAgent, HOST, false)) continue;
    let one = known.get(request.visitor);
    if (one === undefined) {
      const state = newPerson("demo", request.visitor, request.at);
      one = { state, seen: new SeenIds(), orders: new MemoryOrders() };
      known.set(request.visitor, one);
    }
    wait(one, request.at, steps);
    take(one, request, steps);
  }
  for (const one of known.values()) wait(one, Infinity, steps);
}

/** Does what falls due until then. */
function wait(one: Somebody, until: number, steps: Step[]): void {
  for (let due = nextDuty(one.state); due !== null && due <= until; due = nextDuty(one.state)) {
    settle(one.state, due, { orders: one.orders, customers: CUSTOMER_SETTINGS });
    collect(one, due, steps);
  }
}

function take(one: Somebody, request: Request, steps: Step[]): void {
  const { state, seen, orders } = one;
  const { at, visit, chance, session, userAgent } = request;
  const folded = fold(state, seen, request.events.map(eventOf), {
    now: at,
    sender: {
      session,
      device: deviceOf(userAgent),
      touches: new Map(request.events.map((told) => [told.id, touchOf(told)])),
      campaigns: new Map(),
    },
    timeZone: ZONE,
    categoryOf: ({ category }) => category ?? "",
    brandOf: () => null,
    orders,
    customers: CUSTOMER_SETTINGS,
    refused: new Map(),
    learnt: new Map(),
  });
  const open = folded.current;
  if (open !== null) {
    const observed = { events: open.behaviour.events, bounce: isBounce(open.behaviour) };
    const features = featuresOf(state, open, ZONE, at);
    const { visitor } = state;
    const events = visit?.events ?? 0;
    steps.push({ at, asked: { at, visitor, visit, events, features, observed, chance } });
  }
  collect(one, at, steps);
}

function eventOf({ at, ...told }: Told): VisitEvent {
  return normalise(Event.parse({ ...told, age: 0 }), at, CURRENCY);
}

const touchOf = ({ page }: Told) =>
  classifyChannel({ landing: page.url, referrer: page.referrer ?? "" }, { ownHosts: [HOST] });

/** Empties the outbox; the model's lessons are kept. */
function collect({ state }: Somebody, at: number, steps: Step[]): void {
  for (const { to, body } of state.outbox)
    if (to === "learner" && (body as Lesson).target !== undefined && "prefixes" in body)
      // What is taught is a copy, as a message is.
      steps.push({ at, lesson: structuredClone(body as unknown as Lesson) });
  state.outbox = [];
  state.outboxDue = null;
}
