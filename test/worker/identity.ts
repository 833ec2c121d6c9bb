import { api, event, id, pageView } from "./api.ts";

/** What the demo shop's server signs with. */
const SECRET = "sk_demo";

/** An identity as the shop's server gives it to a page. */
export async function identityOf(customer: string, more: { exp?: number; secret?: string } = {}) {
  const { exp = Math.floor(Date.now() / 1000) + 400 * 86_400, secret = SECRET } = more;
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
  ]);
  const text = encoder.encode(`demo|${customer}|${exp}`);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, text));
  const signature = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { customer, exp, signature };
}

/** A browser: it goes by the id that it is told, as the tag does. */
export function browser(visitor = id("v")) {
  const session = id("s");
  const known = { visitor };
  return {
    known,
    /** One batch; the reply's body. */
    async send(events: object[], more: object = {}) {
      const { status, body } = await api.post({ visitor: known.visitor, session, events, ...more });
      if (body.canonical) known.visitor = body.canonical;
      return { status, ...body };
    },
    /** Logs a customer in as the tag can: by an event. */
    async logIn(customer: string, ...others: object[]) {
      const params = await identityOf(customer);
      return this.send([pageView("/account/"), event("identify", { params }), ...others]);
    },
    logOut() {
      return this.send([event("logout")]);
    },
  };
}

export const customer = async (customerId: string, query = "") =>
  (await api.get(`/v1/people/c/${encodeURIComponent(customerId)}${query}`)).body;
