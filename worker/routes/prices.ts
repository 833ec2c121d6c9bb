import { Hono } from "hono";
import { formatPrice, type LedgerRow } from "../core/catalogue/index.ts";
import { callObject } from "../edge/call.ts";
import { ProblemError } from "../edge/problem-error.ts";
import { catalogueStub } from "../edge/stubs.ts";
import type { PriceChange, PriceHistory } from "../wire/price-history.ts";
import { ItemId } from "../wire/text.ts";
import { type AppEnv, callerOf, cursorOf } from "./context.ts";

/** `GET /v1/items/{id}/prices?cursor=`: every change of an item's price and stock. */
export const prices = new Hono<AppEnv>().get("/:id/prices", async (c) => {
  const { shop, now } = await callerOf(c, "sk", "reports:read");
  const id = ItemId.safeParse(c.req.param("id"));
  if (!id.success) throw new ProblemError(422, "Not an item's id", "see PUT /v1/items");
  const cursor = cursorOf(c.req.query("cursor"));
  const read = await callObject(() => catalogueStub(c.env, shop).prices(id.data, cursor, now));
  const { card, facts, lowest, rows, isWhole } = read;
  if (card === null && rows.length === 0)
    throw new ProblemError(404, "No such item", "nothing told of this item");
  const told = (minor: number | null) =>
    minor === null || card?.currency == null ? null : formatPrice(minor, card.currency);
  return c.json({
    id: id.data,
    price: told(card?.price ?? null),
    since: facts === null ? null : timeOf(facts.since),
    reference_price: told(facts?.reference ?? null),
    lowest_30_days: told(lowest),
    changes: rows.map(toChange),
    next_cursor: isWhole ? null : String(rows.at(-1)!.version),
  } satisfies PriceHistory);
});

const toChange = ({ time, price, currency, availability, quantity }: LedgerRow): PriceChange => ({
  time: timeOf(time),
  price: price === null || currency === null ? null : formatPrice(price, currency),
  availability,
  quantity,
});

const timeOf = (ms: number) => new Date(ms).toISOString();
