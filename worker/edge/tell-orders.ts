import type { OrderFact, OrderTold, SalesFact, Telling } from "../core/orders/index.ts";
import { messageId } from "../core/messages/index.ts";
import { type BookedTold, type Outgoing, outboxRuns } from "../core/person/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { arrive, holderOf, NOBODY, orderKey } from "./order-claims.ts";
import { deliver } from "./outbox.ts";
import { directoryStub, ledgerStub, personStub } from "./stubs.ts";

export type Told = BookedTold["results"][number];

/** An import that tells many people's orders: it delivers for all of them. */
export interface TellingJob {
  id: string;
  /** Epoch ms. */
  started: number;
}

/** People who are asked or told at the same time. */
const AT_ONCE = 24;

/**
 * Tells orders to the people whose they are, each person in one call, and answers what became of each,
 * in their order. Whoever claimed a transaction first keeps it, unless it was by a page: what is told of
 * it later goes there, whatever name comes with it (`holderOf`).
 */
export async function tellOrders(
  env: Env,
  shop: string,
  tellings: readonly Telling[],
  job: TellingJob | null,
  now: number,
): Promise<Told[]> {
  const holders = await holdersOf(env, shop, tellings, now);
  const results = holders.map((holder, place): Told => unknownOrder(holder, tellings[place]!));
  const places = Map.groupBy(holders.keys(), (place) => holders[place]!);
  const groups = [...places].filter(([holder]) => holder !== null);
  const outgoing: Outgoing[] = [];
  await eachOf(groups, async ([holder, own]) => {
    const told = own.map((place) => tellings[place]!.told);
    const booked = await tellOne(env, shop, holder!, told, job, now);
    for (const [n, place] of own.entries()) results[place] = booked.results[n]!;
    outgoing.push(...outgoingOf(booked, job));
  });
  await deliverAll(env, shop, outgoing, now);
  await withdrawRejected(env, shop, tellings, results, now);
  return results;
}

/** Does the same for each of them, for a few at a time. */
async function eachOf<T>(all: Iterable<T>, act: (one: T) => Promise<void>): Promise<void> {
  const each = [...all];
  for (let at = 0; at < each.length; at += AT_ONCE)
    await Promise.all(each.slice(at, at + AT_ONCE).map(act));
}

/** An order that was refused, of somebody who was erased since, leaves no word of whose it was. */
async function withdrawRejected(
  env: Env,
  shop: string,
  tellings: readonly Telling[],
  results: readonly Told[],
  now: number,
): Promise<void> {
  const refused = tellings.filter((_, place) => results[place]!.status === "rejected");
  const claims = claimsOf(refused, now);
  if (claims.length > 0) await callObject(() => directoryStub(env, shop).withdraw(claims));
}

const claimsOf = (tellings: readonly Telling[], now: number) =>
  tellings.flatMap(({ person, told }) =>
    told.tells === "order"
      ? [
          {
            key: orderKey(told.order.transaction),
            person: person ?? NOBODY,
            event: "told",
            at: now,
          },
        ]
      : [],
  );

/** An order as it stands, or null for one that nobody told of. */
export async function findOrder(
  env: Env,
  shop: string,
  transaction: string,
  now: number,
): Promise<OrderFact | null> {
  const [held] = await callObject(() => directoryStub(env, shop).find([orderKey(transaction)]));
  if (!held) return null;
  const holder = await arrive(env, shop, transaction, held, now);
  return callObject<OrderFact | null>(() =>
    holder === NOBODY
      ? ledgerStub(env, shop).order(transaction, now)
      : personStub(env, shop, holder).order(transaction),
  );
}

/** Who holds each telling's order: a person ref, `NOBODY`, or null for an order that nobody told of. */
async function holdersOf(
  env: Env,
  shop: string,
  tellings: readonly Telling[],
  now: number,
): Promise<(string | null)[]> {
  const directory = () => directoryStub(env, shop);
  const claims = claimsOf(tellings, now);
  const held = claims.length === 0 ? [] : await callObject(() => directory().hold(claims));
  const named = [...new Set(tellings.flatMap(({ told }) => namedBy(told) ?? []))];
  const keys = named.map(orderKey);
  const found = keys.length === 0 ? [] : await callObject(() => directory().find(keys));
  const asked = new Map(
    named.map((transaction, place) => {
      const holding = found[place] ?? null;
      return [transaction, () => holding && arrive(env, shop, transaction, holding, now)];
    }),
  );
  const orders = tellings.flatMap(({ told }) => (told.tells === "order" ? [told.order] : []));
  for (const [place, { transaction, time }] of orders.entries()) {
    const order = { transaction, person: claims[place]!.person, time };
    asked.set(transaction, () => holderOf(env, shop, held[place]!, order, now));
  }
  const holders = new Map<string, string | null>();
  await eachOf(asked, async ([transaction, ask]) => {
    holders.set(transaction, await ask());
  });
  return tellings.map(({ person, told }) => {
    const transaction = told.tells === "order" ? told.order.transaction : namedBy(told);
    return transaction === null ? (person ?? NOBODY) : holders.get(transaction)!;
  });
}

/** The order that a telling is of without bringing it; null where it names none. */
const namedBy = (told: OrderTold): string | null =>
  told.tells === "order" ? null : told.transaction;

function unknownOrder(holder: string | null, { told }: Telling): Told {
  const detail = holder === null ? `no order ${namedBy(told)} is known` : "";
  return { status: "rejected", detail };
}

function tellOne(
  env: Env,
  shop: string,
  holder: string,
  told: OrderTold[],
  job: TellingJob | null,
  now: number,
): Promise<BookedTold> {
  // The platform's types turn tuples into arrays on their way out of an object.
  return callObject(
    () =>
      (holder === NOBODY
        ? ledgerStub(env, shop).tellNobody({ shop, told, job, now })
        : personStub(env, shop, holder).tellOrders({
            shop,
            person: holder,
            told,
            job,
            now,
          })) as Promise<BookedTold>,
  );
}

function outgoingOf({ facts, lessons }: BookedTold, job: TellingJob | null): Outgoing[] {
  const named = (fact: SalesFact) => `${job!.id}-${fact.kind}-${fact.id}`;
  return [
    ...facts.map((fact): Outgoing => ({
      id: messageId(named(fact), fact.version, job!.started),
      to: "ledger",
      body: fact,
    })),
    ...lessons.map((lesson): Outgoing => ({ ...lesson, to: "shelf" })),
  ];
}

/** Hands everything over, or throws: whoever tells it must tell it again. */
async function deliverAll(
  env: Env,
  shop: string,
  outgoing: readonly Outgoing[],
  now: number,
): Promise<void> {
  for (const run of outboxRuns(outgoing)) {
    const { sent } = await deliver(env, shop, run, now);
    // Who tells the same twice sends one message twice.
    if (!run.every(({ id }) => sent.has(id)))
      throw new Error("the ledger or a shelf did not take what was told");
  }
}
