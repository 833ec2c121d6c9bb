import { beforeAll, describe, expect, it } from "vitest";
import { app } from "../../worker/app.ts";
import { LISTED, makeKey } from "../../worker/edge/key-mac.ts";
import { ROLES, type Scope, SCOPES, SCOPES_OF } from "../../worker/wire/scope.ts";
import { api } from "./api.ts";
import { SECRET, shopOf } from "./as.ts";
import { type LetsIn, ROUTES } from "./routes.ts";

const NO = new Set([401, 403]);
const HERE = { "sec-fetch-site": "same-origin" };
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** Keys that are good, of one shop. */
const keys = { pk: "", only: {} as Record<Scope, string>, allBut: {} as Record<Scope, string> };
/** The cookie of a user, by role. */
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const { shop, pk } = await shopOf("door");
  keys.pk = pk;
  const make = async (scopes: readonly Scope[]) =>
    (await shop.post("/v1/keys", { kind: "sk", label: "a key", scopes })).body.key as string;
  for (const scope of SCOPES) {
    keys.only[scope] = await make([scope]);
    keys.allBut[scope] = await make(SCOPES.filter((other) => other !== scope));
  }
  for (const role of ROLES) {
    const { body } = await shop.post("/v1/users", { email: `${role}@door.example`, role });
    const link = body.link.split("#/join/")[1];
    const { headers } = await api.send("POST", "/v1/session", { link }, HERE);
    cookies[role] = headers.get("set-cookie")!.split(";")[0]!;
  }
});

/** What becomes of a request that says nothing sensible, by who sends it. */
const ask = async (route: string, headers: Record<string, string> = {}, query = "") => {
  const [method = "", pattern = ""] = route.split(" ");
  const path = pattern.replaceAll(/:\w+/g, "x1").replace("*", "");
  const address = query === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`;
  const body = method === "POST" || method === "PUT" ? {} : undefined;
  return (await api.send(method, address, body, headers)).status;
};

const routes = Object.entries(ROUTES);
const letting = (...in_: LetsIn[]) =>
  routes.filter(([, letsIn]) => in_.includes(letsIn)).map(([route]) => route);
const scoped = routes.flatMap(([route, letsIn]) =>
  letsIn === "open" || letsIn === "deployment"
    ? []
    : [{ route, scope: letsIn === "page" ? ("events:write" as const) : letsIn }],
);

/** The routes, of those given, that let a request in. */
async function opened(
  which: readonly string[],
  headers: (route: string) => Record<string, string>,
) {
  const found: string[] = [];
  for (const route of which) if (!NO.has(await ask(route, headers(route)))) found.push(route);
  return found;
}

const scopeOf = new Map(scoped.map(({ route, scope }) => [route, scope]));
const all = scoped.map(({ route }) => route);

describe("every route", () => {
  it("stands in the table, and everything there is a route", () => {
    const real = app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path.replace(/\{.*\}/, "")}`);
    const listed = routes.map(([route]) => route.replace(/\?.*/, ""));
    expect([...new Set(listed)].toSorted()).toEqual([...new Set(real)].toSorted());
  });

  it("that is not open needs a key that the deployment made and the shop lists", async () => {
    const unlisted = await makeKey(SECRET, "sk", "door", LISTED);
    const secret = letting("deployment").concat(all);
    expect(await opened(secret, () => ({}))).toEqual([]);
    for (const key of ["sk_door_unknown", unlisted])
      expect(await opened(secret, () => bearer(key))).toEqual([]);
  });

  it("lets a secret key in that has its scope, and no other", async () => {
    expect(await opened(all, (route) => bearer(keys.only[scopeOf.get(route)!]))).toEqual(all);
    expect(await opened(all, (route) => bearer(keys.allBut[scopeOf.get(route)!]))).toEqual([]);
  });

  it("lets no secret key in that stands in the address", async () => {
    const found: string[] = [];
    for (const { route, scope } of scoped)
      if ((await ask(route, {}, `key=${keys.only[scope]}`)) !== 401) found.push(route);
    expect(found).toEqual([]);
  });

  it("lets users in as far as their role goes", async () => {
    for (const role of ROLES) {
      const allowed = all.filter((route) => SCOPES_OF[role].includes(scopeOf.get(route)!));
      const signedIn = { cookie: cookies[role]!, ...HERE };
      expect(await opened(all, () => signedIn)).toEqual(allowed);
    }
  });

  it("lets pages in where they belong, from the shop's origins", async () => {
    const { shop } = await shopOf("door");
    await shop.put("/v1/settings", { origins: ["https://door.example"] });
    const pages = letting("page");
    const from = (origin: string) => () => ({ ...bearer(keys.pk), origin });
    expect(await opened(all, from("https://door.example"))).toEqual(pages);
    expect(await opened(all, from("http://localhost"))).toEqual(pages);
    expect(await opened(all, from("https://evil.example"))).toEqual([]);
    expect(await opened(all, () => bearer(keys.pk))).toEqual(pages);
  });

  it("of the deployment lets no key of a shop in", async () => {
    expect(await opened(letting("deployment"), () => bearer(keys.only.admin))).toEqual([]);
  });
});
