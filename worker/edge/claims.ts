import { refundTold } from "../core/person/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import type { Soon } from "./soon.ts";
import { directoryStub } from "./stubs.ts";
import { orderKey, tellOrders } from "./tell-orders.ts";

interface Sender {
  shop: string;
  /** Person ref of whoever sent the events. */
  visitor: string;
  /** The part of the record that they came from, which keeps what it claims wherever it goes. */
  sender?: { source?: string | undefined };
  now: number;
  events: readonly VisitEvent[];
}

/**
 * Events of a batch that its person must not count: purchases whose transaction another event holds,
 * and refunds of somebody else's order, which are told to them here.
 */
export function countedElsewhere(env: Env, sender: Sender): Soon<Set<string>> {
  const isClaim = ({ name }: VisitEvent) => name === "purchase" || name === "refund";
  if (!sender.events.some(isClaim)) return new Set();
  return Promise.all([heldPurchases(env, sender), tellRefunds(env, sender)]).then(
    (refused) => new Set(refused.flat()),
  );
}

const claimantOf = ({ visitor, sender }: Sender): string => sender?.source ?? visitor;

async function heldPurchases(env: Env, from: Sender): Promise<string[]> {
  const { shop, now, events } = from;
  const purchases = events.filter((event) => event.name === "purchase");
  if (purchases.length === 0) return [];
  const claims = purchases.map((event) => ({
    key: orderKey(event.transaction!),
    person: claimantOf(from),
    event: event.id,
    at: now,
  }));
  const granted = await callObject(() => directoryStub(env, shop).claim(claims));
  return purchases.filter((_, place) => !granted[place]).map((event) => event.id);
}

async function tellRefunds(env: Env, from: Sender): Promise<string[]> {
  const { shop, now, events } = from;
  const claimant = claimantOf(from);
  const refunds = events.filter((event) => event.name === "refund" && event.transaction !== null);
  if (refunds.length === 0) return [];
  const keys = refunds.map(({ transaction }) => orderKey(transaction!));
  const holders = await callObject(() => directoryStub(env, shop).find(keys));
  const others = refunds.filter((_, place) => (holders[place] ?? claimant) !== claimant);
  const tellings = others.map((event) => ({ person: null, told: refundTold(event) }));
  if (tellings.length > 0) await tellOrders(env, shop, tellings, null, now);
  return others.map(({ id }) => id);
}
