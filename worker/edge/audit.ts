import type { Changes } from "../core/access/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { shopStub } from "./stubs.ts";

/** A change of a shop, for its audit log. */
export interface Deed {
  /** `who` of the caller: a user's e-mail, or a key's label and id. */
  who: string;
  /** Dotted, the thing before what was done to it: `feed.removed`. */
  action: string;
  /** What it was done to, by its id or name; empty for the shop itself. */
  subject: string;
  /** Epoch ms. */
  at: number;
  /** What it was and what it is, see `changesBetween`. */
  changes?: Changes;
}

/**
 * Writes a row of the shop's audit log. What the shop's own object keeps is logged by the very
 * method that changes it, in the same commit.
 */
export const audit = (env: Env, shop: string, deed: Deed): Promise<void> =>
  callObject(() => shopStub(env, shop).audit(deed));
