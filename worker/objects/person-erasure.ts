import { isIdle, type Removed, type Terms } from "../core/privacy/index.ts";
import { successorOf } from "../edge/identity.ts";
import { type Incoming, sendBatch } from "../edge/incoming.ts";
import type { BatchReply, EventResult } from "../wire/batch.ts";
import { PersonHistory } from "./person-history.ts";

const REFUSED = "the person was erased after this happened";
const ALL = Number.MAX_SAFE_INTEGER;

/** A record that is taken out for good, and what still comes for it. */
export abstract class PersonErasure extends PersonHistory {
  /** All names that this person goes by, whichever of them was asked; none where nobody is known. */
  async names(): Promise<string[]> {
    if (this.memory === null) return [];
    const names = () => this.ask((next) => next.names());
    if (this.next() !== null) return [this.memory.state.visitor, ...(await names())];
    const { visitor, parts = {} } = this.memory.state;
    const here = Object.keys(parts).filter((name) => !parts[name]!.gone);
    return [...new Set([visitor, ...here])];
  }

  /**
   * Takes out all that lies here. With a tombstone nothing that happened up to `at` (epoch ms) is taken
   * in again. A record that began after `at` is somebody who came back, and stays. Null, and nothing goes,
   * where somebody has joined it whose name is not among `names`, since they would have to go along.
   */
  async erase(
    at: number,
    leavesTombstone: boolean,
    names: readonly string[],
  ): Promise<Removed | null> {
    if (this.memory !== null && !this.here().every((name) => names.includes(name))) return null;
    const began = this.memory?.state.profile.firstSeen ?? at - 1;
    if (began >= at && (this.erasedAt !== null || !leavesTombstone)) return {};
    const removed = { ...this.store.count(), orders: this.orders.page("", ALL).length };
    const records = this.memory === null ? 0 : 1;
    await this.end(leavesTombstone ? at : null);
    return { records, ...removed };
  }

  protected override async end(erasedAt: number | null): Promise<void> {
    // Before anything is awaited: no batch may add to what is about to go.
    this.memory = null;
    this.erasedAt = erasedAt;
    await this.clear();
    if (erasedAt !== null) this.tombstone.set(erasedAt);
    this.reload();
  }

  /**
   * Takes out all that lies here if nothing has happened for too long, or the events that are too old.
   * What is another name for somebody stays as long as they do.
   *
   * @returns the names that went; none where the record stays
   */
  async expire(terms: Terms): Promise<string[]> {
    if (this.memory === null) return [];
    const { visitor, alias, profile } = this.memory.state;
    if (alias !== undefined) return [];
    const last = Math.max(
      profile.lastSeen,
      profile.firstSeen,
      ...profile.recentOrders.map(({ time }) => time),
    );
    if (!isIdle({ person: visitor, last, orders: profile.orders }, terms)) {
      if (this.store.dropJournalBefore(terms.journal)) this.commit();
      return [];
    }
    const names = await this.names();
    await this.end(null);
    return names;
  }

  /**
   * When a part that this record had was erased with it (epoch ms), null where it ended without; undefined
   * as long as it is here, or on its way to where it goes.
   */
  async gone(part: string): Promise<number | null | undefined> {
    if (this.next() !== null) return this.ask((next) => next.gone(part));
    const { state } = this.memory ?? {};
    const isGoing = state?.giving?.some(({ parts }) => Object.hasOwn(parts, part));
    return isGoing || this.holds(part) ? undefined : this.erasedAt;
  }

  protected override async endIfGone(): Promise<boolean> {
    if (this.next() === null) return false;
    const { visitor } = this.memory!.state;
    const at = await this.ask<number | null | undefined>((next) => next.gone(visitor));
    // Meanwhile it may have come back, or have ended.
    if (at === undefined || this.next() === null) return this.memory === null;
    await this.endErased(at);
    return true;
  }

  /**
   * What an erased record makes of a batch; undefined where it may be taken in. The browser of an erased
   * visitor goes on under a name that nothing is known by.
   */
  protected async refuseLate(incoming: Incoming): Promise<BatchReply | null | undefined> {
    const at = this.erasedAt;
    if (at === null) return undefined;
    const { shop, visitor } = incoming;
    const late = incoming.events.filter(({ time }) => time <= at);
    const isVisitor = !visitor.startsWith("c/");
    if (late.length === 0 && !isVisitor) return undefined;
    const events = incoming.events.filter(({ time }) => time > at);
    const to = isVisitor ? await successorOf(this.env, shop, visitor, "erasure") : visitor;
    const batch = { ...incoming, visitor: to, events };
    if (incoming.now <= at) delete batch.identity;
    const reply = await (isVisitor ? sendBatch(this.env, batch) : this.receive(batch));
    if (reply === null) return null;
    const results = [...late.map(refused), ...reply.results];
    return { ...reply, results, canonical: reply.canonical ?? (isVisitor ? to : null) };
  }
}

const refused = ({ id }: { id: string }): EventResult => ({
  id,
  status: "not_stored",
  detail: REFUSED,
});
