import { DurableObject } from "cloudflare:workers";
import type { Env } from "../edge/env.ts";
import { type Claim, DIRECTORY_STEPS, DirectoryStore } from "../storage/directory-store.ts";
import { migrate } from "../storage/migrate.ts";

/**
 * Which person an order belongs to. The first claim of a transaction wins for ever, so that the
 * browser's copy of a purchase and the server's count once, whichever comes first.
 */
export class Directory extends DurableObject<Env> {
  readonly #store: DirectoryStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, DIRECTORY_STEPS);
    this.#store = new DirectoryStore(ctx.storage.sql);
  }

  /**
   * For each claim, whether the claimant holds the key. The same event of the same person is granted
   * again, so that a sender whose reply was lost may retry.
   */
  claim(claims: Claim[]): boolean[] {
    return claims.map((claim) => {
      const holder = this.#store.claim(claim);
      return holder.person === claim.person && holder.event === claim.event;
    });
  }
}
