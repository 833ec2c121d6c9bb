import { Hono } from "hono";
import { sectionsOfShop } from "../core/visit/index.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { forgetSettings } from "../edge/shop-reads.ts";
import { shopStub } from "../edge/stubs.ts";
import { Settings } from "../wire/settings.ts";
import { type AppEnv, callerOf, jsonBody } from "./context.ts";

/**
 * `GET` and `PUT /v1/settings`: what a shop decides for itself. `GET /v1/settings/sections`: the
 * sections of pages that this makes together with the default ones.
 */
export const settings = new Hono<AppEnv>()
  .get("/", async (c) => c.json((await callerOf(c, "sk", "reports:read")).settings))
  .get("/sections", async (c) =>
    c.json(sectionsOfShop((await callerOf(c, "sk", "reports:read")).settings.sections)),
  )
  .put("/", async (c) => {
    const { shop, who, now } = await callerOf(c, "sk", "settings:write");
    const parsed = Settings.safeParse(await jsonBody(c, 100_000));
    if (!parsed.success)
      throw new ProblemError(422, "Not settings", undefined, {
        errors: pointersOf(parsed.error.issues),
      });
    const deed = { who, action: "settings.changed", subject: "", at: now };
    await callObject(() => shopStub(c.env, shop).putSettings(parsed.data, deed));
    forgetSettings(shop);
    return c.json(parsed.data);
  });
