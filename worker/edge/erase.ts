import { added, type ErasureRequest, type Place, type Removed } from "../core/privacy/index.ts";
import { nanoid } from "nanoid";
import type { ErasureReply, KeepOrders } from "../wire/privacy.ts";
import { onAllShelves } from "./all-shelves.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { subjectOf } from "./receipts.ts";
import {
  catalogueStub,
  courierStub,
  directoryStub,
  exporterStub,
  importStub,
  learnerStub,
  ledgerStub,
  personStub,
  privacyStub,
  shopStub,
} from "./stubs.ts";

/** Whom a step is of, and how. */
export type Erasing = Pick<ErasureRequest, "names" | "at" | "keepOrders">;

/** One step of an erasure, which may be taken again; null where it has to wait. */
type Step = (env: Env, shop: string, erasing: Erasing, now: number) => Promise<Removed | null>;

/** How each place is cleared of people. */
export const ERASERS: Record<Place, Step> = {
  people: async (env, shop, { names, at }) => {
    let removed: Removed = {};
    for (const name of names) {
      const person = () => personStub(env, shop, name);
      const own = await callObject<Removed | null>(() => person().erase(at, true, names));
      if (own === null) return null;
      removed = added(removed, own);
    }
    return removed;
  },
  ledger: (env, shop, { names, keepOrders }, now) =>
    callObject(() => ledgerStub(env, shop).erase(names, keepOrders === "anonymous", now)),
  directory: (env, shop, { names, keepOrders }) =>
    callObject(() => directoryStub(env, shop).erase(names, keepOrders === "anonymous")),
  catalogue: (env, shop, { names }, now) =>
    callObject(() => catalogueStub(env, shop).erase(names, now)),
  courier: (env, shop, { names }, now) =>
    callObject(() => courierStub(env, shop).erase(names, now)),
  lessons: forgetLessons,
  imports: (env, shop, { names, at }) =>
    callObject<Removed | null>(() => importStub(env, shop).erase(names, at)),
  shop: (env, shop, { names }) => callObject(() => shopStub(env, shop).forget(names)),
  exports: (env, shop, { names, keepOrders }) =>
    callObject<Removed | null>(() =>
      exporterStub(env, shop).erase(names, keepOrders === "anonymous"),
    ),
};

/** Shelves and the learner know nobody, but messages that waited there may. */
async function forgetLessons(
  env: Env,
  shop: string,
  { names }: Erasing,
  now: number,
): Promise<Removed> {
  const messages = await Promise.all([
    callObject(() => learnerStub(env, shop).forgetMessages(names, now)),
    onAllShelves(env, shop, (shelf) => shelf.forgetMessages(names, now)),
  ]);
  return { messages: messages.flat().reduce((sum, n) => sum + n, 0) };
}

/** Begins to erase a person, or tells of the erasure that is on its way. */
export async function beginErasure(
  env: Env,
  shop: string,
  person: string,
  keepOrders: KeepOrders,
  now: number,
): Promise<ErasureReply> {
  const subject = await subjectOf(env, shop, person);
  const asked = { id: nanoid(), at: now, subject, keepOrders, person };
  return callObject(() => privacyStub(env, shop).erase(asked));
}

/** All names that somebody goes by, those that were known before included. */
export async function namesOf(env: Env, shop: string, known: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    known.map((name) => callObject(() => personStub(env, shop, name).names())),
  );
  return [...new Set([...known, ...found.flat()])];
}
