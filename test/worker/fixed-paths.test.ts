import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { FixedPaths } from "../../worker/routes/fixed-paths.ts";

const app = new Hono({ router: new FixedPaths() })
  .use("/a/*", async (c, next) => {
    await next();
    c.res.headers.set("x-passed", c.req.path);
  })
  .get("/a/b", (c) => c.text("fixed"))
  .get("/a/:name", (c) => c.text(`named ${c.req.param("name")}`))
  .post("/a/b", (c) => c.text("posted"));

const ask = async (method: string, path: string) => {
  const reply = await app.request(path, { method });
  return [reply.status, await reply.text(), reply.headers.get("x-passed")];
};

describe("paths without parameters", () => {
  it("lead to the same route each time, through what stands before it", async () => {
    for (let n = 0; n < 2; n++) {
      expect(await ask("GET", "/a/b")).toEqual([200, "fixed", "/a/b"]);
      expect(await ask("POST", "/a/b")).toEqual([200, "posted", "/a/b"]);
      expect(await ask("GET", "/a/c")).toEqual([200, "named c", "/a/c"]);
      expect(await ask("GET", "/a/d")).toEqual([200, "named d", "/a/d"]);
      expect((await ask("PUT", "/a/b"))[0]).toBe(404);
    }
  });
});
