import { DurableObject } from "cloudflare:workers";
import { LiveBoard, type Sight } from "../core/measure/index.ts";
import type { Env } from "../edge/env.ts";
import type { Address } from "../edge/scheduled-object.ts";
import { migrate } from "../storage/migrate.ts";
import { SHOP_STEPS, ShopStore } from "../storage/shop-store.ts";
import { Settings } from "../wire/settings.ts";
import type { VisitorsReply } from "../wire/visitors.ts";

/** Somebody who watches asks again within this time. */
const WATCHES_FOR_MS = 60_000;

/** A shop's settings, who is on its pages while somebody watches, and under the test clock its time. */
export class Shop extends DurableObject<Env> {
  readonly #store: ShopStore;
  readonly #board = new LiveBoard();
  #watch: { since: number; until: number } | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SHOP_STEPS);
    this.#store = new ShopStore(ctx.storage.sql);
  }

  settings(): Settings {
    return Settings.parse(this.#store.settings() ?? {});
  }

  putSettings(settings: Settings): void {
    this.#store.putSettings(settings);
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

  /** ms between the shop's clock and the machine's. */
  clockOffset(): number {
    return this.#store.clockOffset();
  }

  /** Sets the test clock to `now`; it goes on running from there. */
  setClock(now: number): void {
    this.#store.putClockOffset(now - Date.now());
  }

  /** Remembers when an object is due, so that the test clock can wake it. Null: never. */
  registerDue({ name, binding }: Address, at: number | null): void {
    if (at === null) this.#store.dropDue(name);
    else this.#store.putDue({ name, binding, at });
  }

  /** Takes the object that is due first at `now` out of the list. */
  takeDue(now: number): { name: string; binding: Address["binding"]; at: number } | null {
    const due = this.#store.firstDue(now);
    if (due === null) return null;
    this.#store.dropDue(due.name);
    return { ...due, binding: due.binding as Address["binding"] };
  }
}
