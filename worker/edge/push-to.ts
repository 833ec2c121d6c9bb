import type { PushBody, PushReply, PushSubscription } from "../wire/push.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { logError } from "./log.ts";
import { postOutside } from "./post-outside.ts";
import { readSettings } from "./shop-reads.ts";
import { personStub } from "./stubs.ts";
import { vapidAuthorization } from "./vapid.ts";
import { encryptPush, rollPushDice } from "./web-push.ts";

/** Push services keep a message for so long while the browser is away (s). */
const TTL_S = 86_400;

/** A message, for whom it is (a person ref), and the shop's VAPID key. */
export interface Push {
  person: string;
  message: PushBody;
  jwk: JsonWebKey;
}

/** What a push service makes of a message. */
type Outcome = keyof PushReply;

/** Sends a message to all browsers of a person, once. Subscriptions that have ended are dropped. */
export async function pushTo(
  env: Env,
  shop: string,
  { person, message, jwk }: Push,
  now: number,
): Promise<PushReply> {
  const subscriptions = await callObject(() => personStub(env, shop, person).subscriptions());
  if (subscriptions.length === 0) return { sent: 0, gone: 0, failed: 0 };
  const { origins } = await readSettings(env, shop, now);
  const subject = origins.find((origin) => origin.startsWith("https:")) ?? null;
  const outcomes = await Promise.all(
    subscriptions.map((one) => sendTo(one, JSON.stringify(message), { jwk, subject, now })),
  );
  const ended = subscriptions.filter((_, place) => outcomes[place] === "gone");
  if (ended.length > 0) {
    const endpoints = ended.map(({ endpoint }) => endpoint);
    await callObject(() => personStub(env, shop, person).unsubscribe(endpoints));
  }
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  return { sent: count("sent"), gone: count("gone"), failed: count("failed") };
}

async function sendTo(
  { endpoint, keys }: PushSubscription,
  text: string,
  { jwk, subject, now }: { jwk: JsonWebKey; subject: string | null; now: number },
): Promise<Outcome> {
  const bytes = new TextEncoder().encode(text);
  const body = await encryptPush(bytes, keys, await rollPushDice()).catch((error: unknown) => {
    logError("not encrypted", error);
    return null;
  });
  // A key that is no point of the curve never was a browser's.
  if (body === null) return "gone";
  const headers = {
    authorization: await vapidAuthorization(jwk, endpoint, subject, Date.now()),
    "content-encoding": "aes128gcm",
    "content-type": "application/octet-stream",
    ttl: `${TTL_S}`,
  };
  const { status } = await postOutside({ url: endpoint, headers, body }, now);
  if (status === 404 || status === 410) return "gone";
  return status !== null && status >= 200 && status < 300 ? "sent" : "failed";
}
