import { Hono } from "hono";
import { audit } from "../edge/audit.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { refusalOf } from "../edge/public-url.ts";
import { courierStub } from "../edge/stubs.ts";
import {
  DeliveriesQuery,
  type DeliveriesReply,
  ReplayBody,
  type ReplayReply,
  WebhookBody,
  type WebhooksReply,
} from "../wire/webhook.ts";
import { type AppEnv, type Caller, callerOf, type Ctx, cursorOf, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 20_000;

/**
 * `/v1/webhooks`: where announcements are posted to. `POST` shows a secret, that once, and so does
 * `/rotate`; `/test` sends a test event and tells what came of it; `/replay` sends dead letters again.
 */
export const webhooks = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "outbound");
    const all = await callObject(() => courierStub(c.env, shop).webhooks(now));
    return c.json({ webhooks: all } satisfies WebhooksReply);
  })
  .post("/", async (c) => {
    const caller = await callerOf(c, "sk", "outbound");
    const body = await bodyOf(c);
    const { shop, now } = caller;
    const made = await callObject(() => courierStub(c.env, shop).makeWebhook(body, now));
    if (made === null) throw new ProblemError(409, "Too many webhooks", "a shop has at most 20");
    await log(c, caller, "webhook.made", made.id);
    return c.json(made, 201);
  })
  .put("/:id", async (c) => {
    const caller = await callerOf(c, "sk", "outbound");
    const body = await bodyOf(c);
    const { shop, now } = caller;
    const id = c.req.param("id");
    const put = () => courierStub(c.env, shop).changeWebhook(id, body, now);
    const webhook = known(await callObject(put));
    await log(c, caller, "webhook.put", id);
    return c.json(webhook);
  })
  .delete("/:id", async (c) => {
    const caller = await callerOf(c, "sk", "outbound");
    const { shop, now } = caller;
    const id = c.req.param("id");
    const isKnown = await callObject(() => courierStub(c.env, shop).dropWebhook(id, now));
    known(isKnown || null);
    await log(c, caller, "webhook.removed", id);
    return c.body(null, 204);
  })
  .post("/:id/rotate", async (c) => {
    const caller = await callerOf(c, "sk", "outbound");
    const { shop, now } = caller;
    const id = c.req.param("id");
    const rotated = known(await callObject(() => courierStub(c.env, shop).rotateWebhook(id, now)));
    await log(c, caller, "webhook.rotated", id);
    return c.json(rotated);
  })
  .post("/:id/test", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "outbound");
    const id = c.req.param("id");
    return c.json(known(await courierStub(c.env, shop).testWebhook(id, now)));
  })
  .post("/:id/replay", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "outbound");
    const body = ReplayBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notA("replay", pointersOf(body.error.issues));
    const id = c.req.param("id");
    const since = Date.parse(body.data.since);
    const replay = () => courierStub(c.env, shop).replayWebhook(id, since, now);
    return c.json({ replayed: known(await callObject(replay)) } satisfies ReplayReply);
  });

/**
 * `GET /v1/deliveries?webhook=&status=&cursor=`: the log of the last 30 days, the newest first.
 * `POST /v1/deliveries/{id}/replay` sends one again.
 */
export const deliveries = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { shop } = await callerOf(c, "sk", "outbound");
    const query = DeliveriesQuery.safeParse(c.req.query());
    if (!query.success) throw notA("filter", pointersOf(query.error.issues));
    const { webhook = null, status = null, cursor } = query.data;
    const before = cursorOf(cursor);
    const read = () => courierStub(c.env, shop).deliveries({ webhook, status }, before);
    return c.json((await callObject(read)) satisfies DeliveriesReply);
  })
  .post("/:id/replay", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "outbound");
    const id = c.req.param("id");
    const seq = /^\d{1,15}$/.test(id) ? Number(id) : 0;
    const replayed = await callObject(() => courierStub(c.env, shop).replayDelivery(seq, now));
    if (replayed === null)
      throw new ProblemError(
        404,
        "No such delivery",
        "tests and what was erased are not sent again",
      );
    return c.json(replayed);
  });

async function bodyOf(c: Ctx): Promise<WebhookBody> {
  const body = WebhookBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
  if (!body.success) throw notA("webhook", pointersOf(body.error.issues));
  const refusal = refusalOf(body.data.url);
  if (refusal !== null) throw notA("webhook", [{ pointer: "/url", detail: refusal }]);
  return body.data;
}

const log = (c: Ctx, { shop, who, now }: Caller, action: string, subject: string) =>
  audit(c.env, shop, { who, action, subject, at: now });

function known<T>(found: T | null): T {
  if (found !== null) return found;
  throw new ProblemError(404, "No such webhook", "see GET /v1/webhooks");
}

const notA = (what: string, errors: ReturnType<typeof pointersOf>) =>
  new ProblemError(422, `Not a ${what}`, undefined, { errors });
