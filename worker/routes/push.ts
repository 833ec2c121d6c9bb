import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { knownBy } from "../edge/identity.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { refusalOf } from "../edge/public-url.ts";
import { pushTo } from "../edge/push-to.ts";
import { courierStub, personStub } from "../edge/stubs.ts";
import { publicVapidKey } from "../edge/vapid.ts";
import { visitorIn } from "../wire/identity.ts";
import { PushBody, type PushKeyReply, type PushReply, SubscriptionBody } from "../wire/push.ts";
import { PersonId } from "../wire/text.ts";
import { type AppEnv, callerOf, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 20_000;

/**
 * Web Push, for the shop's pages. `GET /v1/push/key` is what a browser subscribes with, and
 * `PUT /v1/push/subscription` keeps with a visitor what came of that.
 */
export const push = new Hono<AppEnv>()
  .get("/key", async (c) => {
    const { shop } = await callerOf(c, "any", "events:write");
    const jwk = await callObject(() => courierStub(c.env, shop).vapid());
    return c.json({ key: publicVapidKey(jwk) } satisfies PushKeyReply);
  })
  .put("/subscription", async (c) => {
    const { shop } = await callerOf(c, "any", "events:write");
    const body = SubscriptionBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notA("subscription", pointersOf(body.error.issues));
    const { subscription } = body.data;
    const refusal = subscription === null ? null : refusalOf(subscription.endpoint);
    if (refusal !== null)
      throw notA("subscription", [{ pointer: "/subscription/endpoint", detail: refusal }]);
    const person = await personOf(c, shop, body.data.visitor);
    const isKept = await callObject(() => personStub(c.env, shop, person).subscribe(subscription));
    if (!isKept)
      throw new ProblemError(
        409,
        "Nobody to subscribe",
        "only a visitor who consents to being known, and has not paused, is",
      );
    return c.body(null, 204);
  });

/** `POST /v1/people/{id}/push`: sends a message to all browsers of a person now, and tells what came of it. */
export async function pushPerson(c: Ctx, person: string): Promise<Response> {
  const { shop, now } = await callerOf(c, "sk", "people:write");
  const body = PushBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
  if (!body.success) throw notA("message", pointersOf(body.error.issues));
  const jwk = await callObject(() => courierStub(c.env, shop).vapid());
  const sent = await pushTo(c.env, shop, { person, message: body.data, jwk }, now);
  return c.json(sent satisfies PushReply);
}

/** The ref of whoever the tag takes its visitor for. */
async function personOf(c: Ctx, shop: string, sent: string): Promise<string> {
  const visitor = visitorIn(sent);
  if (!PersonId.safeParse(visitor).success)
    throw notA("subscription", [{ pointer: "/visitor", detail: "is no visitor's id" }]);
  const known = sent.includes("!") ? await knownBy(c.env, shop, sent) : null;
  return known?.person ?? visitor;
}

const notA = (what: string, errors: ReturnType<typeof pointersOf>) =>
  new ProblemError(422, `Not a ${what}`, undefined, { errors });
