import { Hono } from "hono";
import { nanoid } from "nanoid";
import type { Card } from "../core/catalogue/index.ts";
import type { BlockAsked } from "../core/person/index.ts";
import { blockHtml } from "../core/recommend/index.ts";
import { isClosed } from "../edge/access-list.ts";
import { openBlockWithoutPerson } from "../edge/blocks.ts";
import { isCrawler } from "../edge/bots.ts";
import { callObject } from "../edge/call.ts";
import { nowFor } from "../edge/clock.ts";
import type { Env } from "../edge/env.ts";
import { logError } from "../edge/log.ts";
import { publicOrigin } from "../edge/own-host.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { seal, unseal } from "../edge/sealed.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { personStub } from "../edge/stubs.ts";
import { Want } from "../wire/batch.ts";
import { BlockBody, type BlockReply } from "../wire/block.ts";
import { type AppEnv, callerOf, type Ctx, jsonBody } from "./context.ts";

/** Mails are opened for weeks; a year later it is another shop. */
const LIFE_MS = 90 * 86_400_000;
/** Some mail clients cut addresses that are longer. */
const MAX_TOKEN_LENGTH = 1024;
const MAX_BODY_BYTES = 20_000;
const PURPOSE = "block";

/** All that a block is, so that nothing is stored for a mail that nobody opens. */
interface Block {
  shop: string;
  visitor: string | null;
  /** Its slot names it. */
  want: BlockAsked["want"];
  /** Epoch ms. */
  made: number;
}

/**
 * `POST /v1/blocks`: recommendations for a mail, as places that are filled when it is opened.
 * `GET /v1/blocks/{token}/{n}.img` and `…/{n}`, n from 1, lead to the picture and the page of the item
 * that place n shows then.
 */
export const blocks = new Hono<AppEnv>()
  .post("/", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "people:read");
    const { visitor, want, width, alt } = parse(await jsonBody(c, MAX_BODY_BYTES));
    const token = await seal(c.env, PURPOSE, { shop, visitor, want, made: now } satisfies Block);
    if (token.length > MAX_TOKEN_LENGTH)
      throw new ProblemError(422, "Too much for an address", "shorten the filters of the block");
    const slots = Array.from({ length: want.count }, (_, n) => {
      const link_url = `${publicOrigin(c.req.raw)}/v1/blocks/${token}/${n + 1}`;
      return { image_url: `${link_url}.img`, link_url };
    });
    const html = blockHtml(slots, width, alt);
    const expires = new Date(now + LIFE_MS).toISOString();
    return c.json({ id: want.slot, html, slots, expires } satisfies BlockReply, 201);
  })
  .get("/:token/:place{[1-9][0-9]?(\\.img)?}", async (c) => {
    const place = c.req.param("place");
    const part = place.endsWith(".img") ? "image" : "link";
    const block = (await unseal(c.env, PURPOSE, c.req.param("token"))) as Block | null;
    if (block === null) return nothing(c, part, publicOrigin(c.req.raw));
    const now = await nowFor(c.env, block.shop);
    if (await isClosed(c.env, block.shop, now)) return nothing(c, part, publicOrigin(c.req.raw));
    const { origins } = await readSettings(c.env, block.shop, now);
    const home = origins.find((origin) => URL.canParse(origin)) ?? publicOrigin(c.req.raw);
    const asked = { want: block.want, part, place: Number.parseInt(place, 10) - 1 } as const;
    if (now - block.made >= LIFE_MS || asked.place >= block.want.count)
      return nothing(c, part, home);
    const card = await itemOf(c.env, block, { ...asked, now, isPerson: isPerson(c) }).catch(
      (error: unknown) => {
        logError("a block could not be opened", error);
        return null;
      },
    );
    const address = part === "image" ? card?.image_link : card?.link;
    const target = address ? URL.parse(address, home) : null;
    if (target === null) return nothing(c, part, home);
    return c.redirect((part === "image" ? target : tagged(target, c.req.query())).href);
  });

function parse(body: unknown): Omit<BlockBody, "count"> & { want: Block["want"] } {
  const options = BlockBody.safeParse(body);
  const want = Want.safeParse({ ...(body as object), slot: `mail:${nanoid()}` });
  if (options.success && want.success) {
    const { count, ...rest } = options.data;
    return { ...rest, want: { ...want.data, count } };
  }
  throw new ProblemError(422, "Not a block that can be made", undefined, {
    errors: pointersOf((options.error ?? want.error)!.issues),
  });
}

async function itemOf(
  env: Env,
  { shop, visitor }: Block,
  asked: BlockAsked & { now: number },
): Promise<Card | null> {
  const card =
    visitor === null
      ? undefined
      : await callObject(() => personStub(env, shop, visitor).openBlock({ ...asked, shop }));
  return card === undefined ? openBlockWithoutPerson(env, { ...asked, shop }) : card;
}

/** Mail scanners follow links before anybody reads the mail. Images come by proxies, which are asked by people. */
const isPerson = (c: Ctx): boolean =>
  c.req.method === "GET" &&
  (c.req.path.endsWith(".img") ||
    !isCrawler(c.req.header("user-agent") ?? "", new URL(c.req.url).hostname, false));

/** What the mailing system added to the block's link to name the campaign belongs to the shop's page. */
function tagged(link: URL, query: Record<string, string>): URL {
  for (const [name, value] of Object.entries(query))
    if (name.startsWith("utm_")) link.searchParams.set(name, value);
  return link;
}

/** A transparent GIF of one pixel. */
const EMPTY_IMAGE = Uint8Array.from(
  atob("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
  (char) => char.charCodeAt(0),
);

/** What a mail gets that is too old, or not of this deployment: no broken picture and no dead end. */
const nothing = (c: Ctx, part: BlockAsked["part"], home: string): Response =>
  part === "link"
    ? c.redirect(new URL("/", home).href)
    : c.body(EMPTY_IMAGE, 404, { "content-type": "image/gif" });
