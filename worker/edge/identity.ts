import { decodeBase64Url, encodeBase64Url } from "hono/utils/encode";
import type { Identity } from "../wire/identity.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { fromHex, keyMac, toHex } from "./key-mac.ts";
import { secretOf } from "./sealed.ts";
import { personStub } from "./stubs.ts";

const HEX_64 = /^[0-9a-f]{64}$/i;

/**
 * What a shop's server signs its customers' ids with, as text. It is the shop's own and follows from
 * the deployment's secret; that of the demo, which is open to everybody, is its secret key.
 */
export async function identitySecret(env: Env, shop: string): Promise<string> {
  if (shop === "demo" && env.OKAERI_DEMO_KEYS === "1") return "sk_demo";
  return toHex(await keyMac(secretOf(env), `identity ${shop}`));
}

/** Why an identity that a browser tells counts for nothing, or null when it does count. */
export async function faultOf(
  env: Env,
  shop: string,
  { customer, exp, signature }: Identity,
  now: number,
): Promise<string | null> {
  if (exp === undefined || signature === undefined)
    return "a browser's identity needs exp and signature";
  if (!HEX_64.test(signature)) return "signature must be 64 hexadecimal digits";
  if (exp * 1000 <= now) return "the signature has expired";
  const given = fromHex(signature);
  const secret = await identitySecret(env, shop);
  const right = await hmac(secret, `${shop}|${customer}|${exp}`);
  return crypto.subtle.timingSafeEqual(given, right) ? null : "the signature is not the shop's";
}

async function hmac(secret: string, text: string): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
  ]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

/** The person that a record is by now: itself, or whom it has joined. Both are person refs. */
export const whoIs = async (env: Env, shop: string, ref: string): Promise<string> =>
  (await callObject(() => personStub(env, shop, ref).whose())) ?? ref;

/** A visitor and the person that they are known to be. */
export interface Known {
  visitor: string;
  /** A person ref. */
  person: string;
}

/**
 * The id that a tag goes by once its visitor is known to be a customer, so that its batches go
 * straight there: `<visitor>!<customer>!<mac>`. No other id holds a `!`, and without the deployment's
 * secret nobody can make one for a customer whose id they know.
 */
export async function canonicalId(env: Env, shop: string, known: Known): Promise<string> {
  const person = base64Url(new TextEncoder().encode(known.person));
  return `${known.visitor}!${person}!${base64Url(await macOf(env, shop, known))}`;
}

/** Whom a canonical id names, or null when it was not made here for this shop. */
export async function knownBy(env: Env, shop: string, canonical: string): Promise<Known | null> {
  const [visitor = "", encoded = "", mac = ""] = canonical.split("!");
  try {
    const person = new TextDecoder().decode(decodeBase64Url(encoded));
    const given = decodeBase64Url(mac);
    const right = await macOf(env, shop, { visitor, person });
    const isGenuine =
      given.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(given, right);
    return isGenuine ? { visitor, person } : null;
  } catch {
    return null;
  }
}

/**
 * The visitor that goes on in the same browser when `cause` has parted them from who they were: a
 * log-out (its event's id) or another customer's log-in (their ref). The same cause gives the same
 * visitor, so that a batch that is sent again lands where it did.
 */
export async function successorOf(
  env: Env,
  shop: string,
  visitor: string,
  cause: string,
): Promise<string> {
  return base64Url(await keyMac(secretOf(env), `after ${shop} ${visitor} ${cause}`));
}

const macOf = (env: Env, shop: string, { visitor, person }: Known) =>
  keyMac(secretOf(env), `canonical ${shop} ${visitor} ${person}`);

/** A hash by which a shop's contact is found again, and from which nobody learns it. */
export const contactKey = async (env: Env, shop: string, field: string, value: string) =>
  `${field}:${base64Url(await keyMac(secretOf(env), `contact ${shop} ${field} ${value}`))}`;

const base64Url = (bytes: Uint8Array): string =>
  encodeBase64Url(new Uint8Array(bytes).buffer).replaceAll("=", "");
