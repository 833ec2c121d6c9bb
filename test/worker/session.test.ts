import { describe, expect, it } from "vitest";
import { api } from "./api.ts";

const signIn = (key: unknown) => api.send("POST", "/v1/session", { key });
const cookieOf = (headers: Headers) => headers.get("set-cookie")!.split(";")[0]!;

describe("the console's session", () => {
  it("begins with a secret key and opens what that key opens", async () => {
    const { status, headers, body } = await signIn("sk_demo");
    expect(status).toBe(200);
    expect(body.shop).toBe("demo");
    expect(Date.parse(body.until)).toBeGreaterThan(Date.now() + 11 * 3_600_000);
    const cookie = cookieOf(headers);
    const who = await api.send("GET", "/v1/session", undefined, { cookie });
    expect(who.body.shop).toBe("demo");
    const report = await api.send("GET", "/v1/reports/visits", undefined, { cookie });
    expect(report.status).toBe(200);
  });

  it("keeps its key where no script and no other site gets at it", async () => {
    const { headers } = await signIn("sk_demo");
    const header = headers.get("set-cookie")!;
    expect(header).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(header).not.toContain("sk_demo");
    const cookie = cookieOf(headers);
    const forged = { cookie, "sec-fetch-site": "cross-site" };
    const settings = await api.send("PUT", "/v1/settings", { origins: [] }, forged);
    expect(settings.status).toBe(401);
  });

  it("needs a secret key that is known", async () => {
    expect((await signIn("pk_demo")).status).toBe(403);
    expect((await signIn("sk_other")).status).toBe(401);
    expect((await signIn(7)).status).toBe(422);
    expect((await signIn({ length: { toString: 1, valueOf: 1 } })).status).toBe(422);
    expect((await api.send("GET", "/v1/session")).status).toBe(401);
  });

  it("is not opened by a cookie that was changed", async () => {
    const cookie = cookieOf((await signIn("sk_demo")).headers);
    const other = cookie.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    const changed = cookie.replace(/=(.{8})/, "=AAAAAAAA");
    for (const forged of [changed, `${other}x`])
      expect((await api.send("GET", "/v1/session", undefined, { cookie: forged })).status).toBe(
        401,
      );
  });

  it("ends when the console signs out", async () => {
    const cookie = cookieOf((await signIn("sk_demo")).headers);
    const { status, headers } = await api.send("DELETE", "/v1/session", undefined, { cookie });
    expect(status).toBe(204);
    expect(headers.get("set-cookie")).toMatch(/^okaeri_console=; Max-Age=0/);
  });
});
