import type { Announcement } from "../core/messages/index.ts";
import type { Removed } from "../core/privacy/index.ts";
import type { Env } from "../edge/env.ts";
import { CourierAlerts } from "../storage/courier-alerts.ts";
import { CourierDeliveries, type DeliveryFilter } from "../storage/courier-deliveries.ts";
import { CourierPushes } from "../storage/courier-pushes.ts";
import {
  type AnnouncementFilter,
  COURIER_STEPS,
  CourierStore,
  type AnnouncementRow,
} from "../storage/courier-store.ts";
import { CourierWebhooks } from "../storage/courier-webhooks.ts";
import type { AlertsReply } from "../wire/alert.ts";
import type {
  DeliveriesReply,
  DeliveryReply,
  WebhookBody,
  WebhookMadeReply,
  WebhookReply,
} from "../wire/webhook.ts";
import { CourierDesk } from "./courier-desk.ts";
import { CourierPushRounds } from "./courier-pushes.ts";
import { CourierRounds } from "./courier-rounds.ts";
import { CourierWatch } from "./courier-watch.ts";
import { Receiver } from "./receiver.ts";

/** Whoever fetches announcements, or wants them again, has so long to do it. */
const KEEP_FOR_MS = 30 * 86_400_000;
/** Each is some hundred rows, see `CourierStore.forget`. */
const SHARES_AN_ALARM = 20;

/**
 * What a shop's other systems get to hear: it keeps announcements, sends them to webhooks, sends the push
 * messages among them, and looks every hour whether there is something to alert the shop to.
 */
export class Courier extends Receiver<Announcement> {
  protected override readonly binding = "COURIER";
  protected override readonly foldAfter = 0;
  readonly #announcements: CourierStore;
  readonly #webhooks: CourierWebhooks;
  readonly #deliveries: CourierDeliveries;
  readonly #pushStore: CourierPushes;
  readonly #desk: CourierDesk;
  readonly #rounds: CourierRounds;
  readonly #pushes: CourierPushRounds;
  readonly #watch: CourierWatch;
  /** What is under way: an alarm and the test clock may both ask for it. */
  #running: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, COURIER_STEPS);
    const { storage } = ctx;
    const { sql } = storage;
    const shop = ctx.id.name?.split("/")[0] ?? "";
    this.#announcements = new CourierStore(sql);
    this.#webhooks = new CourierWebhooks(sql);
    this.#deliveries = new CourierDeliveries(sql);
    this.#pushStore = new CourierPushes(sql);
    const stores = {
      alerts: new CourierAlerts(sql),
      announcements: this.#announcements,
      deliveries: this.#deliveries,
      webhooks: this.#webhooks,
    };
    this.#rounds = new CourierRounds(shop, storage, stores);
    this.#desk = new CourierDesk(shop, stores, this.#rounds);
    this.#pushes = new CourierPushRounds(shop, env, this.#pushStore);
    this.#watch = new CourierWatch(shop, env, storage, stores);
  }

  /** At most `limit` announcements after row `after`, the oldest first. */
  list(after: number, filter: AnnouncementFilter, limit: number): AnnouncementRow[] {
    return this.#announcements.list(after, filter, limit);
  }

  webhooks(now: number): WebhookReply[] {
    return this.#desk.all(now);
  }

  /** See `CourierDesk.make`. */
  async makeWebhook(body: WebhookBody, now: number): Promise<WebhookMadeReply | null> {
    return this.#done(this.#desk.make(body, now), now);
  }

  async changeWebhook(id: string, body: WebhookBody, now: number): Promise<WebhookReply | null> {
    return this.#done(this.#desk.change(id, body, now), now);
  }

  async rotateWebhook(id: string, now: number): Promise<WebhookMadeReply | null> {
    return this.#done(this.#desk.rotate(id, now), now);
  }

  async dropWebhook(id: string, now: number): Promise<boolean> {
    return this.#done(this.#desk.drop(id), now);
  }

  /** See `CourierDesk.test`. */
  async testWebhook(id: string, now: number): Promise<DeliveryReply | null> {
    return this.#done(await this.#desk.test(id, now), now);
  }

  deliveries(filter: DeliveryFilter, before: number | null): DeliveriesReply {
    return this.#desk.deliveries(filter, before);
  }

  async replayDelivery(seq: number, now: number): Promise<DeliveryReply | null> {
    return this.#done(this.#desk.replayOne(seq, now), now);
  }

  async replayWebhook(id: string, since: number, now: number): Promise<number | null> {
    return this.#done(this.#desk.replayDead(id, since, now), now);
  }

  /** Alerts that are open, and those of the last 30 days. Whoever asks has them looked for from now on. */
  async alerts(now: number): Promise<AlertsReply> {
    this.#watch.begin(now);
    return this.#done(this.#watch.list(now), now);
  }

  /** The shop's VAPID key pair as a private JWK. */
  vapid(): Promise<JsonWebKey> {
    return this.#pushes.vapid();
  }

  /** Forgets what was announced of people, delivered or not. */
  async erase(names: string[], now: number): Promise<Removed> {
    const messages = await this.forgetMessages(names, now);
    const announcements = this.ctx.storage.transactionSync(() => {
      this.#deliveries.erase(names);
      this.#pushStore.erase(names);
      return this.#announcements.erase(names);
    });
    this.#rounds.look();
    return { messages, announcements };
  }

  override async take(...told: Parameters<Receiver<Announcement>["take"]>): Promise<void> {
    this.#watch.begin(told[2]);
    await super.take(...told);
  }

  protected override dueAt(): number | null {
    const duties = [super.dueAt(), this.#rounds, this.#pushes, this.#watch].map((duty) =>
      duty === null || typeof duty === "number" ? duty : duty.dueAt(),
    );
    const due = duties.filter((at) => at !== null);
    return due.length === 0 ? null : Math.min(...due);
  }

  protected override async runDue(now: number): Promise<void> {
    this.#running ??= this.#runAll(now).finally(() => (this.#running = null));
    await this.#running;
  }

  /** The watch comes before the rounds, so that what it raises is sent at once. */
  async #runAll(now: number): Promise<void> {
    if (!this.inbox.isEmpty()) this.foldWaiting(now);
    await this.#watch.run(now);
    this.#forgetOld(now);
    this.#rounds.look();
    await Promise.all([this.#rounds.run(now), this.#pushes.run(now)]);
  }

  protected override fold(announcement: Announcement, now: number): void {
    this.#announcements.add(announcement, now);
    this.#pushes.note(announcement, now);
  }

  protected override save(): void {
    this.#rounds.look();
  }

  /** Of what has piled up each alarm takes its share: one rings every hour at least. */
  #forgetOld(now: number): void {
    const before = now - KEEP_FOR_MS;
    for (let share = 0; share < SHARES_AN_ALARM; share++) {
      const isMore = [this.#announcements.forget(before), this.#deliveries.forget(before)];
      if (!isMore.includes(true)) return;
    }
  }

  protected override reload(): void {
    super.reload();
    this.#webhooks.discard();
    this.#watch.reload();
    this.#rounds.look();
  }

  /** What was changed may be due earlier than anything before. */
  async #done<T>(outcome: T, now: number): Promise<T> {
    this.#rounds.look();
    await this.arm(now);
    return outcome;
  }
}
