import { Hono } from "hono";
import { forgetAccess } from "../edge/access-list.ts";
import { isAdmin } from "../edge/admin-token.ts";
import { callObject } from "../edge/call.ts";
import { nowFor } from "../edge/clock.ts";
import { newKey } from "../edge/keys.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { privacyStub, shopStub } from "../edge/stubs.ts";
import { PAGE_SCOPES, SCOPES } from "../wire/scope.ts";
import { ShopBody, type ShopMade, ShopName, type ShopReply, StatusBody } from "../wire/shop.ts";
import { type AppEnv, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 1_000;
const WHO = "the deployment";

/**
 * Shops, for whoever runs the deployment (`npm run shop`): `POST /v1/shops` makes one and answers with
 * its first keys, `PUT /v1/shops/{shop}` suspends, reopens or closes it. What a closed shop holds is
 * deleted a day later; to close it once more does no harm.
 */
export const shops = new Hono<AppEnv>()
  .post("/", async (c) => {
    await checkAdmin(c);
    const body = ShopBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notA("shop", body.error.issues);
    const { shop } = body.data;
    const made = await nowFor(c.env, shop);
    const [pk, sk] = await Promise.all([
      newKey(c.env, shop, { kind: "pk", label: "first", scopes: PAGE_SCOPES, made }),
      newKey(c.env, shop, { kind: "sk", label: "first", scopes: SCOPES, made }),
    ]);
    const deed = { who: WHO, action: "shop.made", subject: "", at: made };
    if (!(await callObject(() => shopStub(c.env, shop).open([pk.row, sk.row], deed))))
      throw new ProblemError(
        409,
        "There is such a shop",
        "its keys are made by its own secret key",
      );
    forgetAccess(shop);
    return c.json({ shop, pk: pk.key, sk: sk.key } satisfies ShopMade, 201);
  })
  .put("/:shop", async (c) => {
    await checkAdmin(c);
    const shop = ShopName.safeParse(c.req.param("shop"));
    if (!shop.success) throw notA("shop's name", shop.error.issues);
    const body = StatusBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notA("status", body.error.issues);
    const at = await nowFor(c.env, shop.data);
    const deed = { who: WHO, action: "shop.status_changed", subject: "", at };
    const { status } = body.data;
    if (!(await callObject(() => shopStub(c.env, shop.data).setStatus(status, deed))))
      throw new ProblemError(409, "The shop is closed", "that cannot be undone");
    forgetAccess(shop.data);
    if (status === "closed") await callObject(() => privacyStub(c.env, shop.data).close(at));
    return c.json({ shop: shop.data, status } satisfies ShopReply);
  });

async function checkAdmin(c: Ctx): Promise<void> {
  const { OKAERI_SECRET } = c.env;
  const token = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
  if (!OKAERI_SECRET || !(await isAdmin(OKAERI_SECRET, token, Date.now())))
    throw new ProblemError(401, "Not the deployment", "see npm run shop", {
      headers: { "www-authenticate": "Bearer" },
    });
}

const notA = (what: string, issues: Parameters<typeof pointersOf>[0]) =>
  new ProblemError(422, `Not a ${what}`, undefined, { errors: pointersOf(issues) });
