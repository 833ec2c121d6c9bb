import { messageId } from "../core/messages/index.ts";
import {
  afterFailure,
  afterStep,
  type ErasureRequest,
  newRequest,
  placeOf,
  receiptOf,
  STEPS,
} from "../core/privacy/index.ts";
import { callObject } from "../edge/call.ts";
import { emptyNext, emptyRest, endWork } from "../edge/empty-shop.ts";
import { ERASERS, namesOf } from "../edge/erase.ts";
import type { Env } from "../edge/env.ts";
import { logError } from "../edge/log.ts";
import { countFailedDuty } from "../edge/metrics.ts";
import { retireNext } from "../edge/retire.ts";
import { signReceipt } from "../edge/receipts.ts";
import { type Address, ScheduledObject } from "../edge/scheduled-object.ts";
import { courierStub, importStub } from "../edge/stubs.ts";
import { migrate } from "../storage/migrate.ts";
import { PRIVACY_STEPS, PrivacyStore, type Walk } from "../storage/privacy-store.ts";
import type { ErasureReply } from "../wire/privacy.ts";

/** A place that is busy is asked again after this. */
const BUSY_MS = 30_000;
const DAY_MS = 86_400_000;

/**
 * A shop's requests of erasure, a step an alarm: what is killed between two steps goes on with the next,
 * and a step that is taken twice finds nothing left. So do retention, and the end of a shop.
 */
export class Privacy extends ScheduledObject {
  readonly #shop: string;
  readonly #store: PrivacyStore;
  #open: ErasureRequest[] = [];
  #keeping: Walk | null = null;
  #closing: Walk | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.prepare();
    this.#shop = ctx.id.name!.split("/")[0]!;
    this.#store = new PrivacyStore(ctx.storage.sql);
    this.reload();
  }

  /** Begins an erasure; of somebody who is being erased already, it is that one. */
  async erase(asked: Parameters<typeof newRequest>[0]): Promise<ErasureReply> {
    const known = this.#open.find(({ subject }) => subject === asked.subject);
    const request = known ?? newRequest(asked);
    if (known === undefined) {
      this.#store.put(request);
      this.reload();
      await this.arm(asked.at);
    }
    return this.#tell(request);
  }

  /** How far an erasure is, with its receipt when it is done; null for none of this id. */
  async request(id: string): Promise<ErasureReply | null> {
    const request = this.#store.request(id);
    return request === null ? null : this.#tell(request);
  }

  /** Begins to look after how long things are kept, if that was not begun yet. */
  async keep(now: number): Promise<void> {
    if (this.#keeping === null) {
      this.#store.putWalk("retention", { due: now, after: "" });
      this.reload();
    }
    await this.arm(now);
  }

  /**
   * Begins to delete all that a closed shop holds, in a day: then every visit has ended, and the ledger
   * knows of everybody.
   */
  async close(now: number): Promise<void> {
    if (this.#closing === null) {
      this.#store.putWalk("closing", { due: now + DAY_MS, after: "" });
      this.reload();
    }
    await callObject(() => importStub(this.env, this.#shop).dropFeeds(now));
    await this.arm(now);
  }

  protected override prepare(): void {
    migrate(this.ctx.storage, PRIVACY_STEPS);
  }

  protected override dueAt(): number | null {
    const walks = [this.#keeping, this.#closing].map((walk) => walk?.due ?? Infinity);
    const due = Math.min(...walks, ...this.#open.map((one) => one.due));
    return due === Infinity ? null : due;
  }

  protected override async runDue(now: number): Promise<void> {
    const request = this.#open.find(({ due }) => due <= now);
    if (request === undefined)
      return this.#closing !== null && this.#closing.due <= now
        ? this.#end(now)
        : this.#retire(now);
    this.#store.put(await this.#take(request, now));
    this.reload();
  }

  /** One step of a request. One that fails holds up no other, nor retention. */
  async #take(request: ErasureRequest, now: number): Promise<ErasureRequest> {
    try {
      const after = await this.#step(request, now);
      if (after.completed !== null) await this.#announce(after);
      return after;
    } catch (error) {
      const again = afterFailure(this.#store.request(request.id)!, now);
      countFailedDuty("PRIVACY");
      logError("a step of an erasure failed, trying again", error, {
        object: "PRIVACY",
        retry_in_ms: again.due - now,
      });
      return again;
    }
  }

  /** Looks at the next people who are idle; when nobody is left, tomorrow at the first again. */
  async #retire(now: number): Promise<void> {
    const { after } = this.#keeping!;
    const last = await retireNext(this.env, this.#shop, after, now);
    this.#store.putWalk(
      "retention",
      last === null ? { due: now + DAY_MS, after: "" } : { due: now, after: last },
    );
    this.reload();
  }

  /** Deletes the next people of a closed shop; when nobody is left, all else of it, and this. */
  async #end(now: number): Promise<void> {
    const { after } = this.#closing!;
    if (after === "") await endWork(this.env, this.#shop);
    const last = await emptyNext(this.env, this.#shop, after, now);
    if (last === null) {
      await emptyRest(this.env, this.#shop);
      return this.empty();
    }
    this.#store.putWalk("closing", { due: now, after: last });
    this.reload();
  }

  async #step(request: ErasureRequest, now: number): Promise<ErasureRequest> {
    const place = placeOf(request)!;
    // Names are looked up before the records go, and kept for the places that follow.
    const names =
      place === "people" ? await namesOf(this.env, this.#shop, request.names) : request.names;
    const named = { ...request, names };
    if (names.length > request.names.length) this.#store.put(named);
    const removed = await ERASERS[place](this.env, this.#shop, named, now);
    return removed === null ? { ...named, due: now + BUSY_MS } : afterStep(named, removed, now);
  }

  /** Others hear that a request is done, by its id alone. */
  async #announce({ id, completed }: ErasureRequest): Promise<void> {
    const announcement = {
      type: "dsr.completed",
      at: completed!,
      person: "",
      data: { request: id, kind: "erasure" },
    };
    const message = { id: messageId(`dsr/${id}`, 1, completed!), body: announcement };
    await callObject(() =>
      courierStub(this.env, this.#shop).take(this.#shop, [message], completed!),
    );
  }

  async #tell(request: ErasureRequest): Promise<ErasureReply> {
    const { id, at, completed, steps } = request;
    const isDone = completed !== null;
    return {
      id,
      status: isDone ? "done" : "running",
      requested: new Date(at).toISOString(),
      completed: isDone ? new Date(completed).toISOString() : null,
      progress: steps / STEPS,
      receipt: isDone ? await signReceipt(this.env, receiptOf(this.#shop, request)) : null,
    };
  }

  protected override reload(): void {
    this.#open = this.#store.open();
    this.#keeping = this.#store.walk("retention");
    this.#closing = this.#store.walk("closing");
  }

  protected override address(): Address {
    return { binding: "PRIVACY", shop: this.#shop, name: this.ctx.id.name! };
  }
}
