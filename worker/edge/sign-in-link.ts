import { nanoid } from "nanoid";
import type { User } from "../core/access/index.ts";
import type { Env } from "./env.ts";
import { hashOf } from "./keys.ts";
import { seal, unseal } from "./sealed.ts";

const PURPOSE = "sign-in link";
const LIFE_MS = 24 * 3_600_000;

/** A link as its token says it. */
interface Named {
  shop: string;
  email: string;
  /** What makes it one of its kind; the shop keeps its hash. */
  secret: string;
}

/**
 * A link that signs a user in once, within a day. Its token follows the `#`, so that no server on the
 * way, no log and no referrer has it; the console redeems it by a POST, which nobody's link preview sends.
 *
 * @param now on the real clock, like sessions
 */
export async function newLink(
  env: Env,
  origin: string,
  { shop, email }: { shop: string; email: string },
  now: number,
): Promise<{ href: string; link: NonNullable<User["link"]> }> {
  const named: Named = { shop, email, secret: nanoid() };
  const token = await seal(env, PURPOSE, named);
  return {
    href: `${origin}/console/#/join/${token}`,
    link: { hash: await hashOf(named.secret), until: now + LIFE_MS },
  };
}

/** Whom a link's token signs in, and the hash that the shop knows it by; null when none was made here. */
export async function linkOf(env: Env, token: string) {
  const named = (await unseal(env, PURPOSE, token)) as Named | null;
  if (named === null) return null;
  return { shop: named.shop, email: named.email, hash: await hashOf(named.secret) };
}
