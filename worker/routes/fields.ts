import type { Ctx } from "./context.ts";

/**
 * Adds header fields to a reply that is made. Hono's own `c.header` makes another `Response` for each
 * (`header` of hono/dist/context.js), of which ten make a good part of a small request's time.
 */
export function addFields(c: Ctx, fields: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(fields)) c.res.headers.set(name, value);
}
