import { DurableObject } from "cloudflare:workers";
import type { Removed } from "../core/privacy/index.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { whoIs } from "../edge/identity.ts";
import { personStub } from "../edge/stubs.ts";
import { type Claim, DIRECTORY_STEPS, DirectoryStore } from "../storage/directory-store.ts";
import { migrate } from "../storage/migrate.ts";
import type { Joined, Joining } from "./person-handover.ts";

/** A sender may retry for so long: while the person still knows the event's id (`core/visit/seen`). */
const RETRY_FOR_MS = 7 * 86_400_000;

/**
 * Which person an order belongs to. The first claim of a transaction wins for ever, so that the
 * browser's copy of a purchase and the server's count once, whichever comes first.
 */
export class Directory extends DurableObject<Env> {
  readonly #store: DirectoryStore;
  #joining: Promise<unknown> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, DIRECTORY_STEPS);
    this.#store = new DirectoryStore(ctx.storage.sql);
  }

  /**
   * For each claim, whether the claimant holds the key. The same event of the same person is granted
   * again for 7 days, so that a sender whose reply was lost may retry; later it is a repetition.
   */
  claim(claims: Claim[]): boolean[] {
    return claims.map((claim) => {
      const holder = this.#store.claim(claim);
      const isItsOwn = holder.person === claim.person && holder.event === claim.event;
      return isItsOwn && claim.at - holder.at < RETRY_FOR_MS;
    });
  }

  /** Who holds the key of each claim: an earlier claimant, or this one. */
  hold(claims: Claim[]): string[] {
    return claims.map((claim) => this.#store.claim(claim).person);
  }

  /** Gives up claims that nothing came of, so that none names somebody for it. */
  withdraw(claims: Claim[]): void {
    for (const claim of claims) this.#store.withdraw(claim);
  }

  /**
   * Joins the person of one record to that of another, and tells who both are then. One pair at a time: of
   * two who become each other at once nobody would be left to be.
   */
  join(asked: Joining): Promise<{ person: string; joined: Joined }> {
    const joined = this.#joining.then(() => this.#join(asked));
    this.#joining = joined.catch(() => undefined);
    return joined;
  }

  async #join({ shop, person, to, now }: Joining): Promise<{ person: string; joined: Joined }> {
    const [own, target] = await Promise.all([person, to].map((ref) => whoIs(this.env, shop, ref)));
    const joining = { shop, person: own!, to: target!, now };
    const joined = await callObject(() => personStub(this.env, shop, own!).joinTo(joining));
    return { person: target!, joined };
  }

  /** Takes people out of the claims, see `DirectoryStore.erase`. */
  erase(names: string[], keepsOrders: boolean): Removed {
    return this.#store.erase(names, keepsOrders);
  }

  /** Deletes all that lies here: the shop is closed. */
  async empty(): Promise<void> {
    await this.ctx.storage.deleteAll();
    migrate(this.ctx.storage, DIRECTORY_STEPS);
  }

  /** Who holds each key, or null. */
  find(keys: string[]): (string | null)[] {
    return keys.map((key) => this.#store.holder(key));
  }
}
