import { Hono } from "hono";
import { audit } from "../edge/audit.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { refusalOf } from "../edge/public-url.ts";
import { importStub } from "../edge/stubs.ts";
import { FeedBody, FeedName, type FeedsReply } from "../wire/import.ts";
import { type AppEnv, callerOf, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 10_000;

/** `GET /v1/feeds`: where each is fetched from, how it went, and when it is fetched next. */
const getFeeds = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "reports:read");
  const feeds = await callObject(() => importStub(c.env, shop).feeds());
  return c.json({ feeds } satisfies FeedsReply);
};

/** `PUT /v1/feeds/{name}`: fetches a feed now, and from now on by the clock. */
const putFeed = async (c: Ctx) => {
  const { shop, who, now } = await callerOf(c, "sk", "catalogue:write");
  const name = nameOf(c);
  const body = FeedBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
  if (!body.success)
    throw new ProblemError(422, "Not a feed", undefined, {
      errors: pointersOf(body.error.issues),
    });
  const refusal = refusalOf(body.data.url);
  if (refusal !== null)
    throw new ProblemError(422, "Not a feed", undefined, {
      errors: [{ pointer: "/url", detail: refusal }],
    });
  const feed = await callObject(() => importStub(c.env, shop).putFeed(name, body.data, now));
  if (feed === null) throw new ProblemError(409, "Too many feeds", "a shop has at most 50");
  await audit(c.env, shop, { who, action: "feed.put", subject: name, at: now });
  return c.json(feed);
};

/** `DELETE /v1/feeds/{name}`: fetches it no more. Its items stay. */
const deleteFeed = async (c: Ctx) => {
  const { shop, who, now } = await callerOf(c, "sk", "catalogue:write");
  const name = nameOf(c);
  const isKnown = await callObject(() => importStub(c.env, shop).dropFeed(name, now));
  if (!isKnown) throw new ProblemError(404, "No such feed", "see GET /v1/feeds");
  await audit(c.env, shop, { who, action: "feed.removed", subject: name, at: now });
  return c.body(null, 204);
};

function nameOf(c: Ctx): string {
  const name = FeedName.safeParse(c.req.param("name"));
  if (name.success) return name.data;
  throw new ProblemError(422, "Not a feed's name", name.error.issues[0]?.message);
}

export const feeds = new Hono<AppEnv>()
  .get("/", getFeeds)
  .put("/:name", putFeed)
  .delete("/:name", deleteFeed);
