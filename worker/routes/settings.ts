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
  .get("/", async (c) => c.json((await callerOf(c, "sk")).settings))
  .get("/sections", async (c) =>
    c.json(sectionsOfShop((await callerOf(c, "sk")).settings.sections)),
  )
  .put("/", async (c) => {
    const { shop } = await callerOf(c, "sk");
    const parsed = Settings.safeParse(await jsonBody(c, 100_000));
    if (!parsed.success)
      throw new ProblemError(422, "Not settings", undefined, {
        errors: pointersOf(parsed.error.issues),
      });
    await callObject(() => shopStub(c.env, shop).putSettings(parsed.data));
    forgetSettings(shop);
    return c.json(parsed.data);
  });
