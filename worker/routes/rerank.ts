import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { personStub } from "../edge/stubs.ts";
import { RerankBody, type RerankReply } from "../wire/rerank.ts";
import { type AppEnv, callerOf, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 100_000;

/**
 * `POST /v1/rerank`: a list in the order of a visitor's taste, with reasons. A page may ask for its
 * own visitor, whose id nobody else knows.
 */
export const rerank = new Hono<AppEnv>().post("/", async (c) => {
  const { shop, now } = await callerOf(c, "any", "events:write");
  const body = RerankBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
  if (!body.success)
    throw new ProblemError(422, "Not a list to put in order", undefined, {
      errors: pointersOf(body.error.issues),
    });
  const { visitor, items } = body.data;
  const reranked = await callObject(() =>
    personStub(c.env, shop, visitor).rerank({ shop, now, items }),
  );
  return c.json({ items: reranked } satisfies RerankReply);
});
