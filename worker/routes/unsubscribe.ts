import { Hono } from "hono";
import { refuseClosed } from "../edge/access-list.ts";
import { callObject } from "../edge/call.ts";
import { nowFor } from "../edge/clock.ts";
import { textOf } from "../edge/json-body.ts";
import { ProblemError } from "../edge/problem-error.ts";
import { personStub } from "../edge/stubs.ts";
import { type Unsubscribing, unsubscribingIn } from "../edge/unsubscribe.ts";
import type { AppEnv, Ctx } from "./context.ts";

const MAX_BODY_BYTES = 1_000;

/**
 * `POST /v1/unsubscribe/{token}` with `List-Unsubscribe=One-Click` (RFC 8058), as mail programs send
 * it. A link in a mail opens it by GET, which changes nothing, since scanners follow links: it asks.
 */
export const unsubscribe = new Hono<AppEnv>()
  .post("/:token", async (c) => {
    const { shop, person, channel, now } = await whomOf(c);
    const form = new URLSearchParams(await textOf(c.req.raw, MAX_BODY_BYTES));
    if (form.get("List-Unsubscribe") !== "One-Click")
      throw new ProblemError(422, "Not a click", "send List-Unsubscribe=One-Click (RFC 8058)");
    const choice = { chooses: "channel", channel, isWanted: false } as const;
    await callObject(() => personStub(c.env, shop, person).choose({ shop, person, choice, now }));
    return page(c, "You are unsubscribed", "<p>We will not write to you this way any more.</p>");
  })
  .get("/:token", async (c) => {
    await whomOf(c);
    return page(
      c,
      "Unsubscribe?",
      `<form method="post"><button name="List-Unsubscribe" value="One-Click">Yes, do not write to me any more</button></form>`,
    );
  });

async function whomOf(c: Ctx): Promise<Unsubscribing & { now: number }> {
  const whom = await unsubscribingIn(c.env, c.req.param("token")!);
  if (whom === null)
    throw new ProblemError(404, "No such link", "it was cut short, or is of another deployment");
  const now = await nowFor(c.env, whom.shop);
  await refuseClosed(c.env, whom.shop, now);
  return { ...whom, now };
}

const page = (c: Ctx, title: string, body: string): Response =>
  c.body(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/me/me.css"><main><h1>${title}</h1>${body}</main></html>`,
    200,
    {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'self'; form-action 'self'",
      "referrer-policy": "no-referrer",
    },
  );
