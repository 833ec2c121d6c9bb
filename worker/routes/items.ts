import { Hono } from "hono";
import * as z from "zod";
import { type Card, fromCard, toCard } from "../core/catalogue/index.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { catalogueStub } from "../edge/stubs.ts";
import {
  CatalogueItem,
  type ItemReply,
  type ItemResult,
  ItemsBody,
  type ItemsFound,
  type ItemsReply,
} from "../wire/catalogue-item.ts";
import { ItemId } from "../wire/text.ts";
import { type AppEnv, callerOf, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 1_000_000;
const MAX_FOUND = 100;

/** `PUT /v1/items`: adds or replaces items of the catalogue. */
const putItems = async (c: Ctx) => {
  const { shop, now } = await callerOf(c, "sk", "catalogue:write");
  const body = ItemsBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
  if (!body.success)
    throw new ProblemError(422, "Not a list of items", undefined, {
      errors: pointersOf(body.error.issues),
    });

  const parsed = body.data.items.map((item, place) => parseItem(item, place));
  const cards = parsed.flatMap(({ card }) => card ?? []);
  const changed = await callObject(() => catalogueStub(c.env, shop).put(cards, now));
  const statuses = changed.values();
  const results = parsed.map(
    ({ card, result }): ItemResult =>
      result ?? { id: card.id, status: statuses.next().value ? "accepted" : "unchanged" },
  );
  return c.json({ results } satisfies ItemsReply);
};

/** `GET /v1/items?id=&id=`: those that are in the catalogue, at most 100. */
const findItems = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "reports:read");
  const ids = z.array(ItemId).min(1).max(MAX_FOUND).safeParse(c.req.queries("id"));
  if (!ids.success) throw new ProblemError(422, "Not a list of items", "1 to 100 times id=");
  const { cards } = await callObject(() => catalogueStub(c.env, shop).cards(ids.data));
  return c.json({ items: cards.map(fromCard) } satisfies ItemsFound);
};

/** `GET /v1/items/{id}`: an item as it stands, and whether pages taught it. */
const getItem = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "reports:read");
  const id = idOf(c);
  const stored = await callObject(() => catalogueStub(c.env, shop).item(id));
  if (stored === null) throw unknown();
  return c.json({
    ...fromCard(stored.card),
    first_seen: new Date(stored.card.first_seen ?? stored.added).toISOString(),
    learnt: stored.word !== null,
  } satisfies ItemReply);
};

/** `DELETE /v1/items/{id}`: takes an item off every shelf. It comes back when it is put again. */
const deleteItem = async (c: Ctx) => {
  const { shop, now } = await callerOf(c, "sk", "catalogue:write");
  const id = idOf(c);
  const removed = await callObject(() => catalogueStub(c.env, shop).remove([id], now));
  if (removed === 0) throw unknown();
  return c.body(null, 204);
};

function idOf(c: Ctx): string {
  const id = ItemId.safeParse(c.req.param("id"));
  if (!id.success) throw new ProblemError(422, "Not an item's id", "see PUT /v1/items");
  return id.data;
}

const unknown = () => new ProblemError(404, "No such item", "nothing told of this item");

export const items = new Hono<AppEnv>()
  .put("/", putItems)
  .get("/", findItems)
  .get("/:id", getItem)
  .delete("/:id", deleteItem);

type Parsed = { card: Card; result: null } | { card: null; result: ItemResult };

function parseItem(item: unknown, place: number): Parsed {
  const parsed = CatalogueItem.safeParse(item);
  if (parsed.success) return { card: toCard(parsed.data), result: null };
  const [first] = pointersOf(parsed.error.issues, `/items/${place}`);
  const id = (item as { id?: unknown } | null)?.id;
  return {
    card: null,
    result: { id: typeof id === "string" ? id.slice(0, 128) : null, status: "invalid", ...first },
  };
}
