import { DurableObject } from "cloudflare:workers";
import type { Holding } from "../core/orders/index.ts";
import type { Removed } from "../core/privacy/index.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { whoIs } from "../edge/identity.ts";
import { personStub } from "../edge/stubs.ts";
import {
  type Assigned,
  type Claim,
  DIRECTORY_STEPS,
  DirectoryStore,
} from "../storage/directory-store.ts";
import { migrate } from "../storage/migrate.ts";
import type { Joined, Joining } from "./person-handover.ts";

/** A sender may retry for so long: while the person still knows the event's id (`core/visit/seen`). */
const RETRY_FOR_MS = 7 * 86_400_000;

/**
 * Which person an order belongs to. The first claim of a transaction wins for ever, so that the
 * browser's copy of a purchase and the server's count once, whichever comes first. Only a page's claim
 * gives way: to whom the shop's server names.
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

  /** Who holds the key of each claim of a server: an earlier claimant, or this one. */
  hold(claims: Claim[]): Holding[] {
    return claims.map((claim) => {
      const holding = this.#store.claim(claim);
      if (holding.byPage && holding.person === claim.person) this.#store.confirm(claim.key);
      return holding;
    });
  }

  /** Leaves a key where a page took it: it is right by the shop's server too. */
  confirm(key: string): void {
    this.#store.confirm(key);
  }

  /** Gives what a page claimed for one to another, unless it has gone to somebody before. */
  assign(assigned: Assigned): Holding {
    return this.#store.assign(assigned);
  }

  /** Says that `giver` has given up what the key names. */
  arrived(key: string, giver: string): void {
    this.#store.arrived(key, giver);
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
  find(keys: string[]): (Holding | null)[] {
    return keys.map((key) => this.#store.holder(key));
  }
}
