import { purchaseTold, refundTold } from "../core/person/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";
import type { EventResult } from "../wire/batch.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { holderOf, orderKey } from "./order-claims.ts";
import type { Soon } from "./soon.ts";
import { directoryStub } from "./stubs.ts";
import { tellOrders } from "./tell-orders.ts";

interface Sender {
  shop: string;
  /** Person ref of whoever sent the events. */
  visitor: string;
  /** The part of the record that they came from, which keeps what it claims wherever it goes. */
  sender?: { source?: string | undefined };
  /** Whether the shop's server sent them, and no page, which anybody could. */
  byServer?: boolean;
  now: number;
  events: readonly VisitEvent[];
}

/** What an event is answered that its person must not count. */
export type Refusal = Pick<EventResult, "status" | "detail">;
/** By the event's id. */
export type Refusals = ReadonlyMap<string, Refusal>;

const NONE: Refusals = new Map();
const NOT_THEIRS: Refusal = {
  status: "invalid",
  detail: "a page refunds what was bought on it; tell of other refunds with a secret key",
};

/**
 * Events of a batch that its person must not count: purchases whose transaction another event holds,
 * and refunds of somebody else's order, which are told to them here if a server says so.
 */
export function countedElsewhere(env: Env, sender: Sender): Soon<Refusals> {
  const isClaim = ({ name }: VisitEvent) => name === "purchase" || name === "refund";
  if (!sender.events.some(isClaim)) return NONE;
  // What a batch refunds it may have bought itself.
  return heldPurchases(env, sender)
    .then(async (held) => [...held, ...(await refundsOfOthers(env, sender))])
    .then((refused) => new Map(refused));
}

type Refused = [id: string, Refusal];

export const countedBefore = ({ id, transaction }: VisitEvent): Refused => [
  id,
  { status: "duplicate", detail: `transaction ${transaction} was counted before` },
];

const claimantOf = ({ visitor, sender }: Sender): string => sender?.source ?? visitor;

async function heldPurchases(env: Env, from: Sender): Promise<Refused[]> {
  const { shop, now, events, byServer = false } = from;
  const purchases = events.filter((event) => event.name === "purchase");
  if (purchases.length === 0) return [];
  const claims = purchases.map((event) => ({
    key: orderKey(event.transaction!),
    person: claimantOf(from),
    event: event.id,
    at: now,
    byPage: !byServer,
  }));
  const granted = await callObject(() => directoryStub(env, shop).claim(claims));
  const held = purchases.filter((_, place) => !granted[place]);
  if (byServer) await takeFromPages(env, from, held);
  return held.map(countedBefore);
}

/** Purchases of which a page has told for somebody else go to whom the server tells them of. */
async function takeFromPages(env: Env, from: Sender, held: readonly VisitEvent[]): Promise<void> {
  const { shop, now } = from;
  const person = claimantOf(from);
  const keys = held.map(({ transaction }) => orderKey(transaction!));
  if (keys.length === 0) return;
  const holdings = await callObject(() => directoryStub(env, shop).find(keys));
  for (const [place, event] of held.entries()) {
    const holding = holdings[place];
    const isPages = holding?.byPage === true && holding.person !== person;
    // Told before, perhaps, and its answer lost.
    if (!holding || !(isPages || holding.isAssigned)) continue;
    const order = { transaction: event.transaction!, person, time: event.time };
    if ((await holderOf(env, shop, holding, order, now)) !== person) continue;
    const lines = event.items.map(({ id, category, quantity, price }) => ({
      item: id,
      category: category ?? "",
      quantity,
      price: price ?? 0,
      returned: 0,
    }));
    await tellOrders(env, shop, [{ person, told: purchaseTold(event, lines) }], null, now);
  }
}

async function refundsOfOthers(env: Env, from: Sender): Promise<Refused[]> {
  const { shop, now, events, byServer = false } = from;
  const claimant = claimantOf(from);
  const refunds = events.filter(({ name }) => name === "refund");
  const named = refunds.filter(({ transaction }) => transaction !== null);
  if (refunds.length === 0) return [];
  const keys = named.map(({ transaction }) => orderKey(transaction!));
  const found =
    keys.length === 0 ? [] : await callObject(() => directoryStub(env, shop).find(keys));
  const holders = new Map(named.map(({ id }, place) => [id, found[place]?.person]));
  if (!byServer)
    return refunds
      .filter(({ id }) => holders.get(id) !== claimant)
      .map(({ id }) => [id, NOT_THEIRS]);
  const others = named.filter(({ id }) => (holders.get(id) ?? claimant) !== claimant);
  const tellings = others.map((event) => ({ person: null, told: refundTold(event) }));
  if (tellings.length > 0) await tellOrders(env, shop, tellings, null, now);
  return others.map(({ id }) => [
    id,
    { status: "duplicate", detail: "it was told to whoever has the order" },
  ]);
}
