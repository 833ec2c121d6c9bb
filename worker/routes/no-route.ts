import type { Hono } from "hono";
import { ProblemError } from "../edge/problem-error.ts";
import type { AppEnv, Ctx } from "./context.ts";

const METHODS = ["GET", "POST", "PUT", "DELETE"];

/**
 * Methods that a path takes, as `Allow` lists them (RFC 9110 §10.2.1); none when there is nothing. Of
 * the API's paths the files' own route, which takes all, does not count.
 */
export function methodsOf(app: Hono<AppEnv>, path: string): string[] {
  const isApi = path.startsWith("/v1/");
  const taken = METHODS.filter((method) =>
    app.router
      .match(method, path)[0]
      .some(([[, route]]) => route.method !== "ALL" && !(isApi && route.path === "/*")),
  );
  return taken.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}

/** For what no route takes: 405 where another method would do, else 404; and what `OPTIONS` asks. */
export const noRoute = (app: Hono<AppEnv>) => (c: Ctx) => {
  const methods = methodsOf(app, c.req.path);
  if (methods.length === 0)
    throw new ProblemError(404, "No such resource", `nothing is at ${c.req.path.slice(0, 200)}`);
  const allow = [...methods, "OPTIONS"].join(", ");
  if (c.req.method === "OPTIONS") return c.body(null, 204, { allow });
  throw new ProblemError(405, "Method not allowed", `this takes ${allow}`, { headers: { allow } });
};
