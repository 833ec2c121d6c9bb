import type { KeyRow, UserSession } from "../core/access/index.ts";
import type { Role } from "../wire/scope.ts";
import type { ShopStatus } from "../wire/shop.ts";
import { IsolateCache } from "./cached.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { ProblemError } from "./problem-error.ts";
import type { Soon } from "./soon.ts";
import { shopStub } from "./stubs.ts";

/** Who may do what in a shop, by what they come with. */
interface Admitted {
  status: ShopStatus;
  /** By hash. */
  keys: Map<string, KeyRow>;
  /** By e-mail. */
  roles: Map<string, Role>;
  /** Of users, by id. */
  sessions: Map<string, UserSession>;
}

/** What is taken back bites within this time. */
const lists = new IsolateCache<Admitted>({ ttl: 30_000, limit: 1_000 });

/** @throws {ProblemError} when the shop is suspended or closed */
export async function readAccess(env: Env, shop: string, now: number): Promise<Admitted> {
  const list = await read(env, shop, now);
  if (list.status !== "active")
    throw new ProblemError(403, `The shop is ${list.status}`, "ask whoever runs this deployment");
  return list;
}

/**
 * Whether a shop is closed for good. What people hold from it without a key, such as links of mails,
 * works in one that is suspended: their choices and rights do not hang on that.
 */
export const isClosed = async (env: Env, shop: string, now: number): Promise<boolean> =>
  (await read(env, shop, now)).status === "closed";

/** @throws {ProblemError} when the shop is closed for good */
export async function refuseClosed(env: Env, shop: string, now: number): Promise<void> {
  if (await isClosed(env, shop, now))
    throw new ProblemError(
      410,
      "The shop is closed",
      "it writes to nobody any more; what it knew is deleted a day after it was closed",
    );
}

const read = (env: Env, shop: string, now: number): Soon<Admitted> =>
  lists.get(shop, now, async () => {
    const { status, keys, users, sessions } = await callObject(() => shopStub(env, shop).access());
    return {
      status,
      keys: new Map(keys.map((key) => [key.hash, key])),
      roles: new Map(users.map(({ email, role }) => [email, role])),
      sessions: new Map(sessions.map((session) => [session.id, session])),
    };
  });

/** What was just changed must be read again. */
export const forgetAccess = (shop: string): void => lists.drop(shop);
