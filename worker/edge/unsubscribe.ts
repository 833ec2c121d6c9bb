import type { Env } from "./env.ts";
import { seal, unseal } from "./sealed.ts";

const PURPOSE = "unsubscribe";

/** Who is not to be written to any more, and by what. It holds for ever: old mails are read late. */
export interface Unsubscribing {
  shop: string;
  person: string;
  channel: string;
}

/** The address by which somebody unsubscribes from a channel. */
export const unsubscribeUrl = async (
  env: Env,
  origin: string,
  whom: Unsubscribing,
): Promise<string> => `${origin}/v1/unsubscribe/${await seal(env, PURPOSE, whom)}`;

/** Whom such an address is of; null for one that was not made here. */
export const unsubscribingIn = async (env: Env, token: string): Promise<Unsubscribing | null> =>
  (await unseal(env, PURPOSE, token)) as Unsubscribing | null;
