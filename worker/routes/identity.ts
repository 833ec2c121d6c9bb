import { Hono } from "hono";
import { identitySecret } from "../edge/identity.ts";
import type { IdentitySecretReply } from "../wire/identity.ts";
import { type AppEnv, callerOf } from "./context.ts";

/**
 * `GET /v1/identity`: the secret that the shop's server signs its customers' ids with. It stays on the
 * server: whoever has it can be any customer.
 */
export const identity = new Hono<AppEnv>().get("/", async (c) => {
  const { shop } = await callerOf(c, "sk", "admin");
  return c.json({
    shop,
    secret: await identitySecret(c.env, shop),
    signature: "hex HMAC-SHA256(secret, shop|customer|exp), exp in seconds since 1970",
  } satisfies IdentitySecretReply);
});
