import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { ProblemError } from "../edge/problem-error.ts";
import { personStub } from "../edge/stubs.ts";
import { PersonId } from "../wire/text.ts";
import { type AppEnv, callerOf, cursorOf } from "./context.ts";

/** `GET /v1/people/{visitor}`: all that is known of a visitor, for the shop's own servers. */
export const people = new Hono<AppEnv>().get("/:visitor", async (c) => {
  const { shop, now } = await callerOf(c, "sk");
  const visitor = PersonId.safeParse(c.req.param("visitor"));
  if (!visitor.success) throw new ProblemError(422, "Not a visitor's id", "see POST /v1/events");
  const cursor = cursorOf(c.req.query("cursor"));
  const person = await callObject(() =>
    personStub(c.env, shop, visitor.data).read({ cursor, now }),
  );
  if (person === null)
    throw new ProblemError(404, "No such person", "nothing came of this visitor");
  return c.json(person);
});
