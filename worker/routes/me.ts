import { Hono } from "hono";
import type { Choice } from "../core/person/index.ts";
import { isContact } from "../core/identity/index.ts";
import { ownView } from "../core/privacy/index.ts";
import { refuseClosed } from "../edge/access-list.ts";
import { audit } from "../edge/audit.ts";
import { callObject } from "../edge/call.ts";
import { nowFor } from "../edge/clock.ts";
import { beginErasure } from "../edge/erase.ts";
import { endedProof, type Oneself, oneselfOf } from "../edge/me.ts";
import { publicOrigin } from "../edge/own-host.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { readCards } from "../edge/card-reads.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { personStub } from "../edge/stubs.ts";
import { visitorCookie } from "../edge/visitor-cookie.ts";
import { MeBody } from "../wire/me.ts";
import type { PersonReply } from "../wire/person.ts";
import { type AppEnv, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 20_000;

/** Whoever asks of themselves, at what time on the shop's clock. */
interface Self extends Oneself {
  now: number;
}

/**
 * `/v1/me`, for the visitor's own page: what is known of whoever asks (GET), what they decide about it
 * (PUT), and its end (DELETE). No key opens it: it is the browser's that the visits came from.
 */
export const me = new Hono<AppEnv>()
  .get("/", async (c) => c.json(await viewOf(c, await selfOf(c))))
  .put("/", async (c) => {
    const self = await selfOf(c);
    const body = MeBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success)
      throw new ProblemError(422, "Not a choice", undefined, {
        errors: pointersOf(body.error.issues),
      });
    await correct(c, self, body.data.fields ?? {});
    const { shop, person, now } = self;
    for (const choice of choicesIn(body.data))
      await callObject(() => personStub(c.env, shop, person).choose({ shop, person, choice, now }));
    return c.json(await viewOf(c, self));
  })
  .delete("/", async (c) => {
    const { shop, person, now } = await selfOf(c);
    const reply = await beginErasure(c.env, shop, person, "anonymous", now);
    const deed = { who: "the visitor", action: "person.erased", subject: reply.id, at: now };
    await audit(c.env, shop, deed);
    const { cookie_domain: domain } = await readSettings(c.env, shop, now);
    const cookie = visitorCookie(c.req.raw, shop, domain);
    const isSecure = publicOrigin(c.req.raw).startsWith("https:");
    for (const ended of [endedProof(shop, isSecure), ...(cookie?.expire() ?? [])])
      c.header("set-cookie", ended, { append: true });
    return c.json(reply, 202);
  });

async function selfOf(c: Ctx): Promise<Self> {
  const self = await oneselfOf(c.env, c.req.raw, c.req.query("shop"), Date.now());
  if (self === null)
    throw new ProblemError(
      401,
      "We cannot tell who you are",
      "this browser holds no proof of a visit; log in to the shop, or ask the shop for a link",
    );
  const now = await nowFor(c.env, self.shop);
  await refuseClosed(c.env, self.shop, now);
  return { ...self, now };
}

async function viewOf(c: Ctx, { shop, person, now }: Self) {
  const asked = { cursor: null, now };
  const told = (await callObject(() =>
    personStub(c.env, shop, person).read(asked),
  )) as PersonReply | null;
  const ids = [...(told?.items_viewed ?? []).map(({ id }) => id), ...(told?.not_interested ?? [])];
  const cards = await readCards(c.env, shop, ids, now);
  return ownView(shop, told, (id) => cards.get(id) ?? null);
}

/**
 * The visitor's own word on fields that are known. Contacts are not among them: they name people, and
 * whoever could set one would become somebody else.
 */
async function correct(
  c: Ctx,
  { shop, person, now }: Self,
  fields: Record<string, string | null>,
): Promise<void> {
  const names = Object.keys(fields);
  if (names.length === 0) return;
  const { known } = await viewOf(c, { shop, person, now });
  const isKnown = new Set(known?.profile.map(({ name }) => name));
  const wrong = names.find((name) => isContact(name) || !isKnown.has(name));
  if (wrong !== undefined)
    throw new ProblemError(
      422,
      "Not a field that you can correct",
      `${wrong} is changed in the shop itself`,
    );
  const told = { shop, person, fields, source: "visitor", at: now, now };
  await callObject(() => personStub(c.env, shop, person).tellFields(told));
}

function choicesIn({ paused, interested = {}, subscribed = {} }: MeBody): Choice[] {
  return [
    ...(paused === undefined ? [] : [{ chooses: "pause" as const, isPaused: paused }]),
    ...Object.entries(interested).map(([item, isWanted]): Choice => ({
      chooses: "item",
      item,
      isWanted,
    })),
    ...Object.entries(subscribed).map(([channel, isWanted]): Choice => ({
      chooses: "channel",
      channel,
      isWanted,
    })),
  ];
}
