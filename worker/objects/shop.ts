import { changesBetween } from "../core/access/index.ts";
import { LiveBoard, type Sight } from "../core/measure/index.ts";
import type { Removed } from "../core/privacy/index.ts";
import type { Deed } from "../edge/audit.ts";
import type { Address } from "../edge/scheduled-object.ts";
import { Settings } from "../wire/settings.ts";
import type { VisitorsReply } from "../wire/visitors.ts";
import { personName } from "../edge/stubs.ts";
import type { Done, KeptReply } from "../storage/replies-store.ts";
import { KeptReplies } from "./kept-replies.ts";
import { ShopAccess } from "./shop-access.ts";

/** Somebody who watches asks again within this time. */
const WATCHES_FOR_MS = 60_000;

/** A shop's settings, who is on its pages while somebody watches, and under the test clock its time. */
export class Shop extends ShopAccess {
  readonly #board = new LiveBoard();
  readonly #replies = new KeptReplies(this.ctx.storage.sql);
  #watch: { since: number; until: number } | null = null;

  settings(): Settings {
    return Settings.parse(this.store.settings() ?? {});
  }

  putSettings(settings: Settings, deed: Deed): void {
    const before = this.settings();
    const changes = changesBetween(before, settings);
    this.ctx.storage.transactionSync(() => {
      this.store.putSettings(settings);
      if (settings.shelf_shards !== before.shelf_shards) this.store.noteShards(before.shelf_shards);
    });
    this.audit({ ...deed, changes });
  }

  /** Numbers of shards that the shop's shelf is or was on: each is a shelf of its own. */
  shelves(): number[] {
    return [...new Set([this.settings().shelf_shards, ...this.store.shards()])];
  }

  /** The live view, which is kept from now on for a minute. */
  watch(now: number): VisitorsReply {
    const isOn = this.#watch !== null && this.#watch.until >= now;
    const since = isOn ? this.#watch!.since : now;
    this.#watch = { since, until: now + WATCHES_FOR_MS };
    return { watching_since: new Date(since).toISOString(), visitors: this.#board.at(now) };
  }

  /** Until when somebody watches (epoch ms); 0 when nobody does. */
  watchedUntil(): number {
    return this.#watch?.until ?? 0;
  }

  seeVisitor(sight: Sight): void {
    this.#board.note(sight);
  }

  /** See `KeptReplies`. */
  claimReply(key: string, owner: string, now: number): KeptReply | null {
    return this.#replies.claim(key, owner, now);
  }

  settleReply(key: string, owner: string, done: Done | null): void {
    this.#replies.settle(key, owner, done);
  }

  tidyReplies(now: number): void {
    this.#replies.tidy(now);
  }

  /** Writes, and with its reply says that the write is on disk (`GET /health/ready`). */
  probe(now: number): void {
    this.ctx.storage.kv.put("probe", now);
  }

  /** ms between the shop's clock and the machine's. */
  clockOffset(): number {
    return this.store.clockOffset();
  }

  /** Sets the test clock to `now`; it goes on running from there. */
  setClock(now: number): void {
    this.store.putClockOffset(now - Date.now());
  }

  /** Takes people off the live view, off the test clock's list and out of replies that are kept. */
  forget(names: string[]): Removed {
    const shop = this.ctx.id.name!;
    for (const name of names) this.store.dropDue(personName(shop, name));
    const live = names.filter((name) => this.#board.forget(name)).length;
    return { live, replies: this.#replies.forgetPersonal() };
  }

  /** Deletes all that lies here, but that the shop is closed: nobody else is to take its name. */
  empty(): void {
    this.store.empty();
  }

  /** Remembers when an object is due, so that the test clock can wake it. Null: never. */
  registerDue({ name, binding }: Address, at: number | null): void {
    if (at === null) this.store.dropDue(name);
    else this.store.putDue({ name, binding, at });
  }

  /** Takes the object that is due first at `now` out of the list. */
  takeDue(now: number): { name: string; binding: Address["binding"]; at: number } | null {
    const due = this.store.firstDue(now);
    if (due === null) return null;
    this.store.dropDue(due.name);
    return { ...due, binding: due.binding as Address["binding"] };
  }
}
