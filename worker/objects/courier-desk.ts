import { nanoid } from "nanoid";
import {
  attempted,
  changed,
  type Delivery,
  factId,
  newWebhook,
  type OutboundFact,
  replayed,
  rotated,
  tellDelivery,
  tellWebhook,
  tried,
  type Webhook,
} from "../core/outbound/index.ts";
import { sendWebhook } from "../edge/send-webhook.ts";
import { newWebhookSecret } from "../edge/webhook-secret.ts";
import type { DeliveryFilter } from "../storage/courier-deliveries.ts";
import type {
  DeliveriesReply,
  DeliveryReply,
  WebhookBody,
  WebhookMadeReply,
  WebhookReply,
} from "../wire/webhook.ts";
import type { CourierRounds, RoundStores } from "./courier-rounds.ts";

const MAX_WEBHOOKS = 20;
const PAGE = 50;
const NONE = { waiting: 0, dead: 0 };

/** What a shop does with its webhooks and their deliveries. Writes, and leaves the sending to the rounds. */
export class CourierDesk {
  readonly #shop: string;
  readonly #stores: RoundStores;
  readonly #rounds: CourierRounds;

  constructor(shop: string, stores: RoundStores, rounds: CourierRounds) {
    this.#shop = shop;
    this.#stores = stores;
    this.#rounds = rounds;
  }

  all(now: number): WebhookReply[] {
    const counts = this.#stores.deliveries.counts();
    return this.#stores.webhooks
      .all()
      .map((webhook) => tellWebhook(webhook, counts.get(webhook.id) ?? NONE, now));
  }

  /** Makes a webhook that gets what is announced from now on; null when there are too many. */
  make(body: WebhookBody, now: number): WebhookMadeReply | null {
    const { announcements, webhooks } = this.#stores;
    if (webhooks.all().length >= MAX_WEBHOOKS) return null;
    const secret = newWebhookSecret();
    const webhook = newWebhook(`wh_${nanoid(12)}`, body, secret, announcements.last(), now);
    webhooks.put(webhook);
    return { ...this.#tell(webhook, now), secret };
  }

  /** What a webhook has left out so far it does not get when it wants more types from now on. */
  change(id: string, body: WebhookBody, now: number): WebhookReply | null {
    const webhook = this.#stores.webhooks.get(id);
    if (webhook === null) return null;
    const next = { ...changed(webhook, body), position: this.#rounds.doneTo(webhook) };
    this.#stores.webhooks.put(next);
    return this.#tell(next, now);
  }

  rotate(id: string, now: number): WebhookMadeReply | null {
    const webhook = this.#stores.webhooks.get(id);
    if (webhook === null) return null;
    const secret = newWebhookSecret();
    const next = rotated(webhook, secret, now);
    this.#stores.webhooks.put(next);
    return { ...this.#tell(next, now), secret };
  }

  drop(id: string): boolean {
    const isKnown = this.#stores.webhooks.get(id) !== null;
    this.#stores.webhooks.drop(id);
    this.#stores.deliveries.dropOf(id);
    return isKnown;
  }

  /** Sends a test event now, once, also to a webhook that is off. Its success ends a pause. */
  async test(id: string, now: number): Promise<DeliveryReply | null> {
    const webhook = this.#stores.webhooks.get(id);
    if (webhook === null) return null;
    const fact: OutboundFact = {
      id: `${factId(this.#shop, 0)}_${nanoid(12)}`,
      type: "webhook.test",
      at: now,
      person: null,
      data: { webhook: id },
    };
    const attempt = await sendWebhook(this.#shop, webhook, fact, now);
    const sent = attempted(testOf(id, now), attempt, 0);
    const isOk = sent.status === "delivered";
    const delivery: Delivery = { ...sent, status: isOk ? "delivered" : "dead", due: null };
    // The webhook may have changed, or gone, while the answer was waited for.
    const known = this.#stores.webhooks.get(id);
    if (known === null) return null;
    if (isOk) this.#stores.webhooks.put(tried(known, attempt.status, now));
    const seq = this.#stores.deliveries.put(delivery, null);
    return tellDelivery(this.#shop, { ...delivery, seq });
  }

  /** The newest first; `before` is the last one of the page before. */
  deliveries(filter: DeliveryFilter, before: number | null): DeliveriesReply {
    const rows = this.#stores.deliveries.list(before, filter, PAGE);
    return {
      deliveries: rows.map((row) => tellDelivery(this.#shop, row)),
      next_cursor: rows.length < PAGE ? null : `${rows.at(-1)!.seq}`,
    };
  }

  /** Sends a delivery once more, whatever became of it; null when it or its announcement is not known. */
  replayOne(seq: number, now: number): DeliveryReply | null {
    const row = this.#stores.deliveries.get(seq);
    if (row === null || this.#stores.announcements.get(row.event) === null) return null;
    const delivery = replayed(row, now);
    this.#stores.deliveries.put(delivery, seq);
    return tellDelivery(this.#shop, { ...delivery, seq });
  }

  /** Sends the dead letters of a webhook once more; how many they are, or null when it is not known. */
  replayDead(id: string, since: number, now: number): number | null {
    if (this.#stores.webhooks.get(id) === null) return null;
    return this.#stores.deliveries.replay(id, since, now);
  }

  #tell(webhook: Webhook, now: number): WebhookReply {
    return tellWebhook(webhook, this.#stores.deliveries.counts().get(webhook.id) ?? NONE, now);
  }
}

const testOf = (webhook: string, now: number): Delivery => ({
  webhook,
  event: 0,
  type: "webhook.test",
  status: "waiting",
  due: now,
  since: now,
  tries: 0,
  attempts: [],
});
