import type { Announcement } from "../core/messages/index.ts";
import { nextTry } from "../core/outbound/index.ts";
import type { Env } from "../edge/env.ts";
import { pushTo } from "../edge/push-to.ts";
import { newVapidKey } from "../edge/vapid.ts";
import type { CourierPushes, PushRow } from "../storage/courier-pushes.ts";
import { PushBody } from "../wire/push.ts";

/** Messages sent at once: each may go to several browsers. */
const AT_ONCE = 3;
const ROUNDS_AN_ALARM = 20;

/** A shop's push messages: those that were requested of it, each sent until a push service takes it. */
export class CourierPushRounds {
  readonly #shop: string;
  readonly #env: Env;
  readonly #store: CourierPushes;

  constructor(shop: string, env: Env, store: CourierPushes) {
    this.#shop = shop;
    this.#env = env;
    this.#store = store;
  }

  /** The key pair that push services know the shop by; made when it is first asked for. */
  async vapid(): Promise<JsonWebKey> {
    if (this.#store.vapid() === null) this.#store.putVapid(await newVapidKey());
    return this.#store.vapid()!;
  }

  /** Takes up a message that was requested by the channel `push`; any other announcement is none. */
  note({ type, person, data }: Announcement, now: number): void {
    if (type !== "message.requested" || data["channel"] !== "push") return;
    const message = PushBody.safeParse(data["message"]);
    if (message.success) this.#store.add(person, message.data, now);
  }

  dueAt(): number | null {
    return this.#store.nextDue();
  }

  async run(now: number): Promise<void> {
    for (let round = 0; round < ROUNDS_AN_ALARM; round++) {
      const rows = this.#store.due(now, AT_ONCE);
      if (rows.length === 0) return;
      const jwk = await this.vapid();
      await Promise.all(rows.map((row) => this.#send(row, jwk, now)));
    }
  }

  async #send(row: PushRow, jwk: JsonWebKey, now: number): Promise<void> {
    const { person, message, since } = row;
    const { failed } = await pushTo(this.#env, this.#shop, { person, message, jwk }, now);
    const tries = row.tries + 1;
    const due =
      failed === 0
        ? null
        : nextTry({ failures: tries, since, retryAfter: null, now }, Math.random());
    if (due === null) this.#store.drop(row.seq);
    else this.#store.putOff({ ...row, tries }, due);
  }
}
