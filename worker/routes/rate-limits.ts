import type { MiddlewareHandler } from "hono";
import { rateLimitFields, type Taken } from "../core/limits/index.ts";
import { callObject } from "../edge/call.ts";
import type { Access } from "../edge/keys.ts";
import { ProblemError } from "../edge/problem-error.ts";
import {
  isMet,
  takeOfClient,
  takeOfKey,
  takeOfNewcomers,
  takeOfVisitor,
} from "../edge/rate-limits.ts";
import { personStub } from "../edge/stubs.ts";
import { visitorIn } from "../wire/identity.ts";
import type { Limits } from "../wire/limits.ts";
import type { AppEnv, Caller, Ctx } from "./context.ts";
import { addFields } from "./fields.ts";

/** draft-ietf-httpapi-ratelimit-headers-11, §5.1. */
const QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded";

/** The id that is sent, and those of cookies: two while a shop changes its `cookie_domain`. */
const MAX_IDS = 3;

/** Says in each reply what is left of what was counted for it. */
export const tellLimits: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const taken = c.get("taken");
  if (taken !== undefined) addFields(c, rateLimitFields(taken));
};

/**
 * Counts a request of whoever has a key: of a secret one as such, of a page's by where it comes from,
 * since all visitors share its key.
 */
export function limitCaller(c: Ctx, access: Access, limits: Limits): void {
  const taken =
    access.kind === "sk" ? takeOfKey(access, limits) : takeOfClient(c.req.raw, access, limits);
  if (taken !== null) count(c, taken);
}

/** Counts a page's batch of a visitor. */
export function limitVisitor(c: Ctx, { kind, shop, settings }: Caller, sent: string | null): void {
  if (kind === "pk" && sent !== null)
    count(c, takeOfVisitor(shop, visitorIn(sent), settings.limits));
}

/**
 * Counts somebody who may be new, since each new name is an object that is stored. Who was met here, or
 * is known by the id or by a cookie, is let through; to ask takes calls, but only when too many have come.
 *
 * @param ids what the page sends, and what its cookies say
 */
export async function limitNewcomer(c: Ctx, caller: Caller, ids: readonly string[]): Promise<void> {
  const { kind, shop, settings } = caller;
  if (kind === "sk" || isMet(shop, visitorIn(ids[0]!))) return;
  const taken = takeOfNewcomers(c.req.raw, shop, settings.limits);
  if (taken.isAllowed) return;
  const asked = ids
    .slice(0, MAX_IDS)
    .map((id) => callObject(() => personStub(c.env, shop, visitorIn(id)).isKnown()));
  if (!(await Promise.all(asked)).includes(true)) count(c, taken);
}

function count(c: Ctx, taken: Taken): void {
  c.set("taken", [...(c.get("taken") ?? []), taken]);
  if (taken.isAllowed) return;
  const { policy, reset } = taken;
  throw new ProblemError(
    429,
    "Too many requests",
    `more than ${policy.quota} in ${policy.window / 1000} s; see limits in GET /v1/settings`,
    {
      type: QUOTA_EXCEEDED,
      "violated-policies": [policy.name],
      headers: { "retry-after": String(reset) },
    },
  );
}
