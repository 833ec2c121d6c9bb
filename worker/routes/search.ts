import { Hono } from "hono";
import { fromCard } from "../core/catalogue/index.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { catalogueStub } from "../edge/stubs.ts";
import type { ItemsFound } from "../wire/catalogue-item.ts";
import { SearchQuery } from "../wire/tools.ts";
import { type AppEnv, callerOf } from "./context.ts";

/** `GET /v1/search?q=&count=`: items of the catalogue by words, for the shop's own servers. */
export const search = new Hono<AppEnv>().get("/", async (c) => {
  const { shop } = await callerOf(c, "sk", "reports:read");
  const { q, count } = c.req.query();
  const query = SearchQuery.safeParse({ q, count: count === undefined ? count : Number(count) });
  if (!query.success)
    throw new ProblemError(422, "Not a search", undefined, {
      errors: pointersOf(query.error.issues),
    });
  const found = await callObject(() =>
    catalogueStub(c.env, shop).search(query.data.q, query.data.count),
  );
  return c.json({ items: found.map(fromCard) } satisfies ItemsFound);
});
