import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { learnerStub } from "../edge/stubs.ts";
import { type AppEnv, callerOf } from "./context.ts";

/**
 * `GET /v1/models/intent`: the model card of purchase intent, for whoever asks what the scores rest on:
 * data, features in words with what each does to the odds, how well scores did beside the base rate,
 * what was said beside what came, and whether the model has drifted.
 */
export const models = new Hono<AppEnv>().get("/intent", async (c) => {
  const { shop, now } = await callerOf(c, "sk", "reports:read");
  return c.json(await callObject(() => learnerStub(c.env, shop).card(now)));
});
