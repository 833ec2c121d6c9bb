import { DurableObject } from "cloudflare:workers";
import { hasTestClock, nowFor } from "./clock.ts";
import type { Env } from "./env.ts";
import { logError } from "./log.ts";
import { countFailedDuty } from "./metrics.ts";
import { shopStub } from "./stubs.ts";

const FIRST_BACKOFF_MS = 2_000;
const MAX_BACKOFF_MS = 5 * 60_000;

/** How the test clock reaches an object again. */
export interface Address {
  binding:
    | "PERSON"
    | "SHELF"
    | "LEARNER"
    | "LEDGER"
    | "CATALOGUE"
    | "COURIER"
    | "IMPORT"
    | "PRIVACY"
    | "EXPORTER";
  shop: string;
  name: string;
}

/**
 * An object with several duties behind the one alarm that the platform gives it.
 *
 * A subclass says when it is next due and does what is due. The alarm is set only when it must ring
 * earlier than it would, because setting it costs a row; one that rings early looks at `dueAt` and is
 * set again. The handler never throws: after seven throws the platform drops an alarm for good.
 */
export abstract class ScheduledObject extends DurableObject<Env> {
  #armedAt: number | null = null;
  #registered: number | null = null;
  #failures = 0;

  /** Makes the tables that the object is never without. */
  protected prepare(): void {}
  /** When there is next something to do (epoch ms, shop's clock), or null. */
  protected abstract dueAt(): number | null;
  /** When the alarm must ring at the latest: what is being done already needs none of its own. */
  protected alarmBy(): number | null {
    return this.dueAt();
  }
  /** Does all that is due at `now`. May be run twice for the same duty. */
  protected abstract runDue(now: number): Promise<void>;
  /** Forgets what is in memory: a duty failed half-way, and storage has the truth. */
  protected abstract reload(): void;
  /** Null until the object knows who it is. */
  protected abstract address(): Address | null;

  /** Called after every change of `dueAt`, within the same commit. */
  protected async arm(now: number): Promise<void> {
    const by = this.alarmBy();
    const isArmed = this.#armedAt !== null && this.#armedAt > now;
    if (by !== null && (!isArmed || by < this.#armedAt!)) this.#set(by, now);
    if (hasTestClock(this.env)) await this.#register(this.dueAt());
  }

  /** Runs what is due at `now` and answers when it is due next. Called by the test clock. */
  async wake(now: number): Promise<number | null> {
    this.#registered = null;
    await this.#run(now);
    return this.dueAt();
  }

  /** Deletes all rows and the alarm, which the next duty has to set anew. */
  protected async clear(): Promise<void> {
    await this.ctx.storage.deleteAll();
    await this.ctx.storage.deleteAlarm();
    this.#armedAt = null;
    this.#registered = null;
  }

  /** Deletes all that lies here: the shop is closed. */
  async empty(): Promise<void> {
    await this.clear();
    this.prepare();
    this.reload();
  }

  override async alarm(): Promise<void> {
    this.#armedAt = null;
    await this.#run(null);
  }

  /** `at` is the shop's time, or null when nobody has looked yet. */
  async #run(at: number | null): Promise<void> {
    let now = at ?? Date.now();
    try {
      const address = this.address();
      if (at === null && address !== null) now = await nowFor(this.env, address.shop);
      const due = this.dueAt();
      if (due !== null && due <= now) await this.runDue(now);
      this.#failures = 0;
      await this.arm(now);
    } catch (error) {
      this.reload();
      this.#failures += 1;
      const wait = Math.min(FIRST_BACKOFF_MS * 2 ** this.#failures, MAX_BACKOFF_MS);
      const object = this.address()?.binding ?? "unnamed";
      countFailedDuty(object);
      logError("duty failed, trying again", error, { object, retry_in_ms: wait });
      this.#armedAt = null;
      this.#set(now + wait, now);
    }
  }

  /** Alarms ring on the machine's clock, duties are on the shop's. */
  #set(due: number, now: number): void {
    this.#armedAt = due;
    void this.ctx.storage.setAlarm(Math.max(Date.now() + 1, Date.now() + due - now));
  }

  async #register(due: number | null): Promise<void> {
    const address = this.address();
    if (address === null || due === this.#registered) return;
    this.#registered = due;
    await shopStub(this.env, address.shop).registerDue(address, due);
  }
}
