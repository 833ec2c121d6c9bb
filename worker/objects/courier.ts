import type { Announcement } from "../core/messages/index.ts";
import type { Env } from "../edge/env.ts";
import {
  type AnnouncementFilter,
  COURIER_STEPS,
  CourierStore,
  type AnnouncementRow,
} from "../storage/courier-store.ts";
import { Receiver } from "./receiver.ts";

/** Whoever fetches announcements has so long to do it. */
const KEEP_FOR_MS = 30 * 86_400_000;

/** What a shop's other systems get to hear, in the order in which it came. */
export class Courier extends Receiver<Announcement> {
  protected override readonly binding = "COURIER";
  readonly #store: CourierStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, COURIER_STEPS);
    this.#store = new CourierStore(ctx.storage.sql);
  }

  /** At most `limit` announcements after row `after`, the oldest first. */
  list(after: number, filter: AnnouncementFilter, limit: number): AnnouncementRow[] {
    return this.#store.list(after, filter, limit);
  }

  protected override fold(announcement: Announcement, now: number, id: string): void {
    this.#store.add(id, announcement, now);
  }

  protected override save(now: number): void {
    this.#store.forget(now - KEEP_FOR_MS);
  }

  /** Nothing is held in memory. */
  protected override reload(): void {}
}
