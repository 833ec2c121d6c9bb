import { Hono } from "hono";
import type * as z from "zod";
import { customerRef } from "../core/customer/index.ts";
import { everythingOf, portableRecords } from "../edge/access.ts";
import { audit } from "../edge/audit.ts";
import { callObject } from "../edge/call.ts";
import { beginErasure } from "../edge/erase.ts";
import { ndjson } from "../edge/export.ts";
import { pageToken } from "../edge/me.ts";
import { publicOrigin } from "../edge/own-host.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { isGenuineReceipt, subjectOf } from "../edge/receipts.ts";
import { personStub, privacyStub } from "../edge/stubs.ts";
import { unsubscribeUrl } from "../edge/unsubscribe.ts";
import { type OwnPageReply, UnsubscribeBody, type UnsubscribeReply } from "../wire/me.ts";
import {
  AccessBody,
  ErasureBody,
  type ErasureReply,
  PersonBody,
  VerifyBody,
  type VerifyReply,
} from "../wire/privacy.ts";
import { type AppEnv, callerOf, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 20_000;

/** `POST /v1/privacy/access`: everything about a person, to read or to take elsewhere. */
const access = async (c: Ctx) => {
  const { shop, now, settings, who } = await callerOf(c, "sk", "privacy");
  const { format, ...named } = await bodyOf(c, AccessBody);
  const person = personNamed(named);
  const exporting = { env: c.env, shop, zone: settings.time_zone, now };
  if (!(await callObject(() => personStub(c.env, shop, person).isKnown())))
    throw new ProblemError(404, "No such person", "nobody is known by this id");
  await audit(c.env, shop, { who, action: "person.accessed", subject: "", at: now });
  if (format === "ndjson")
    return c.body(ndjson(portableRecords(person, exporting)), 200, {
      "content-type": "application/x-ndjson",
    });
  return c.json(await everythingOf(person, exporting));
};

/** `POST /v1/privacy/link`: the way to a person's own page, for an hour. */
const link = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "privacy");
  const person = personNamed(await bodyOf(c, PersonBody));
  const { token, until } = await pageToken(c.env, { shop, person }, Date.now());
  const reply: OwnPageReply = {
    url: `${publicOrigin(c.req.raw)}/me/#${token}`,
    expires: new Date(until).toISOString(),
  };
  return c.json(reply, 201);
};

/** `POST /v1/privacy/unsubscribe`: what a message to a person carries, so that one click ends it. */
const unsubscribe = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "privacy");
  const { channel, ...named } = await bodyOf(c, UnsubscribeBody);
  const whom = { shop, person: personNamed(named), channel };
  const url = await unsubscribeUrl(c.env, publicOrigin(c.req.raw), whom);
  const headers = {
    "List-Unsubscribe": `<${url}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
  return c.json({ url, headers } satisfies UnsubscribeReply, 201);
};

/** `POST /v1/privacy/erasure`: takes every copy of a person out; `GET /v1/privacy/{id}` tells how far it is. */
const erase = async (c: Ctx) => {
  const { shop, who, now } = await callerOf(c, "sk", "privacy");
  const { keep_orders: keepOrders, ...named } = await bodyOf(c, ErasureBody);
  const reply = await beginErasure(c.env, shop, personNamed(named), keepOrders, now);
  await audit(c.env, shop, { who, action: "person.erased", subject: reply.id, at: now });
  return c.json(reply, 202, { location: `/v1/privacy/${reply.id}` });
};

/** `POST /v1/privacy/verify`: whether a receipt is genuine, and of the person who is named. */
const verify = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "privacy");
  const { receipt, visitor, customer } = await bodyOf(c, VerifyBody);
  const isNamed = visitor !== undefined || customer !== undefined;
  const subject = isNamed ? await subjectOf(c.env, shop, personNamed({ visitor, customer })) : null;
  const reply: VerifyReply = {
    valid: receipt.shop === shop && (await isGenuineReceipt(c.env, receipt)),
    concerns: subject === null ? null : subject === receipt.subject,
  };
  return c.json(reply);
};

const progress = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "privacy");
  const reply = await callObject<ErasureReply | null>(() =>
    privacyStub(c.env, shop).request(c.req.param("id")!),
  );
  if (reply === null) throw new ProblemError(404, "No such request", "no erasure has this id");
  return c.json(reply);
};

async function bodyOf<Body extends z.ZodType>(c: Ctx, schema: Body): Promise<z.output<Body>> {
  const body = schema.safeParse(await jsonBody(c, MAX_BODY_BYTES));
  if (body.success) return body.data;
  throw new ProblemError(422, "Not a request", undefined, {
    errors: pointersOf(body.error.issues),
  });
}

/** The ref of the person that a body names. */
function personNamed({
  visitor,
  customer,
}: {
  visitor?: string | undefined;
  customer?: string | undefined;
}): string {
  const ref = visitor ?? customerRef(customer!);
  if (ref === null)
    throw new ProblemError(422, "Not a person's id", "it is empty, reserved or too long");
  return ref;
}

export const privacy = new Hono<AppEnv>()
  .post("/access", access)
  .post("/link", link)
  .post("/unsubscribe", unsubscribe)
  .post("/erasure", erase)
  .post("/verify", verify)
  .get("/:id", progress);
