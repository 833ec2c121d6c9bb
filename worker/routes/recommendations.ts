import { Hono } from "hono";
import { nanoid } from "nanoid";
import { callObject } from "../edge/call.ts";
import { decideWithoutPerson } from "../edge/gather.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { personStub } from "../edge/stubs.ts";
import { PersonId } from "../wire/text.ts";
import { Want } from "../wire/want.ts";
import { type AppEnv, callerOf, type Ctx } from "./context.ts";

/**
 * `GET /v1/recommendations/{scenario}?axis=&count=&visitor=…`: one decision, headless, with every field
 * of `Want` as a parameter; `segment=` is short for that axis, and the slot is named like its scenario
 * where no other name is given. A visitor's own history is asked for with a secret key.
 */
export const recommendations = new Hono<AppEnv>().get("/:scenario", async (c) => {
  const visitor = c.req.query("visitor");
  const caller = await (visitor === undefined
    ? callerOf(c, "any", "events:write")
    : callerOf(c, "sk", "people:read"));
  const want = parseWant(c);
  const { shop, now } = caller;
  if (visitor === undefined) {
    const decisions = await decideWithoutPerson(
      c.env,
      { shop, now, wants: [want], events: [] },
      nanoid,
    );
    c.header("cache-control", "public, max-age=5");
    c.header("vary", "authorization");
    return c.json(decisions[want.slot]);
  }
  if (!PersonId.safeParse(visitor).success)
    throw new ProblemError(422, "Not a visitor's id", "see POST /v1/events");
  const decision = await callObject(() =>
    personStub(c.env, shop, visitor).recommend({ shop, visitor, now, want }),
  );
  return c.json(decision);
});

function parseWant(c: Ctx): Want {
  const scenario = c.req.param("scenario");
  const { count, segment, ...fields } = c.req.query();
  const parsed = Want.safeParse({
    ...(segment !== undefined && { axis: `segment:${segment}` }),
    ...fields,
    scenario,
    // A page's attribute may say nonsense; here it is a mistake to be told.
    count: count === undefined ? undefined : Number(count),
  });
  if (parsed.success) return parsed.data;
  throw new ProblemError(422, "Not a recommendation that can be asked for", undefined, {
    errors: pointersOf(parsed.error.issues),
  });
}
