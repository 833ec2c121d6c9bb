import type { Holding, SalesFact } from "../core/orders/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { whoIs } from "./identity.ts";
import { directoryStub, personStub } from "./stubs.ts";

/** Holds what names nobody. No person has this name. */
export const NOBODY = "";

/** What a transaction is claimed by in the directory. */
export const orderKey = (transaction: string): string => `order:${transaction}`;

/** An order, and whose the shop's server says it is. */
export interface Named {
  transaction: string;
  /** A person ref, or `NOBODY`. */
  person: string;
  /** When it was placed (epoch ms). */
  time: number;
}

/**
 * Whose an order is, once a server has said so. Anybody can make a page claim a transaction that they
 * guess; so an order that a page claimed goes over to whom the server names, unless both are one person,
 * whose browser it was.
 *
 * @param held whoever has the claim
 */
export async function holderOf(
  env: Env,
  shop: string,
  held: Holding,
  { transaction, person: to, time }: Named,
  now: number,
): Promise<string> {
  const { person: from } = held;
  if (held.giver !== null || !held.byPage || to === NOBODY || to === from)
    return arrive(env, shop, transaction, held, now);
  const key = orderKey(transaction);
  const [was, is, isRefused] = await Promise.all([
    whoIs(env, shop, from),
    whoIs(env, shop, to),
    callObject(() => personStub(env, shop, to).refusesOrder(time)),
  ]);
  if (isRefused) return from;
  if (was === is) {
    await callObject(() => directoryStub(env, shop).confirm(key));
    return from;
  }
  const assigned = { key, from, to, at: now };
  const holding = await callObject(() => directoryStub(env, shop).assign(assigned));
  return arrive(env, shop, transaction, holding, now);
}

/**
 * Brings an order to whoever holds it by now, where somebody has yet to give it up. What is lost
 * on the way is brought by whoever asks next: each step may be taken twice.
 *
 * @returns whose it is
 */
export async function arrive(
  env: Env,
  shop: string,
  transaction: string,
  { person: to, giver }: Holding,
  now: number,
): Promise<string> {
  if (giver === null) return to;
  const from = () => personStub(env, shop, giver);
  for (let hasLeft = false; !hasLeft;) {
    const sales = await callObject(() => from().salesOf(transaction) as Promise<SalesFact[]>);
    if (sales.length > 0)
      await callObject(() => personStub(env, shop, to).takeNamed({ shop, person: to, sales, now }));
    hasLeft = (await callObject(() => from().giveUp({ transaction, sales, to, now }))) === true;
  }
  await callObject(() => directoryStub(env, shop).arrived(orderKey(transaction), giver));
  return to;
}
