import {
  fold,
  type FoldContext,
  newPerson,
  type Outgoing,
  type PersonState,
} from "../../../worker/core/person/index.ts";
import type { VisitFact } from "../../../worker/core/measure/index.ts";
import { classifyChannel, SeenIds, type VisitEvent } from "../../../worker/core/visit/index.ts";
import type { Touch } from "../../../worker/wire/person.ts";
import { NOON } from "../event.ts";
import { MemoryOrders } from "../orders/memory-orders.ts";

/** A person and the ids seen, as the object keeps them. */
export interface Somebody {
  state: PersonState;
  seen: SeenIds;
  orders: MemoryOrders;
}

export const somebody = (now = NOON): Somebody => ({
  state: newPerson("demo", "v1", now),
  seen: new SeenIds(),
  orders: new MemoryOrders(),
});

interface Circumstances extends Partial<Omit<FoldContext, "sender">> {
  session?: string | null;
  touches?: ReadonlyMap<string, Touch>;
  campaigns?: ReadonlyMap<string, string>;
  staff?: boolean;
}

/** Folds one batch, received at the time of its last event unless the test says when. */
export function receive(
  { state, seen, orders }: Somebody,
  events: VisitEvent[],
  {
    session = "s1",
    touches = new Map(),
    campaigns = new Map(),
    staff = false,
    ...more
  }: Circumstances = {},
) {
  return fold(state, seen, events, {
    now: Math.max(...events.map(({ time }) => time)),
    sender: { session, device: "desktop", touches, campaigns, staff },
    timeZone: "UTC",
    categoryOf: ({ category }) => category ?? "",
    brandOf: ({ brand }) => brand ?? null,
    orders,
    refused: new Map(),
    learnt: new Map(),
    ...more,
  });
}

/** How a session began on a page that this referrer led to. */
export const touch = (landing: string, referrer = "") =>
  classifyChannel({ landing, referrer }, { ownHosts: ["shop.example"] });

/** The bodies that wait for one receiver, in the order in which they were sent. */
export const sentTo = <Body>({ state }: Somebody, to: Outgoing["to"]): Body[] =>
  state.outbox.filter((message) => message.to === to).map(({ body }) => body as Body);

/** The facts of visits that wait for the ledger. */
export const factsOf = (person: Somebody): VisitFact[] =>
  sentTo<VisitFact>(person, "ledger").filter((fact) => !("kind" in fact));
