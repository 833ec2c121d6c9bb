import { customerSettings } from "../core/customer/index.ts";
import {
  type KeptFact,
  newPerson,
  nextDuty,
  type Outgoing,
  outboxRuns,
  type PersonState,
  settle,
  settlesAt,
  upgrade,
} from "../core/person/index.ts";
import { termsAt } from "../core/privacy/index.ts";
import { SeenIds } from "../core/visit/index.ts";
import type { Env } from "../edge/env.ts";
import { orElse } from "../edge/or-else.ts";
import { logError } from "../edge/log.ts";
import { byLedger, deliver } from "../edge/outbox.ts";
import { type Address, ScheduledObject } from "../edge/scheduled-object.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { personName } from "../edge/stubs.ts";
import { OpenLog, placeOf, type Spilled } from "../storage/open-log.ts";
import { PersonOrders } from "../storage/person-orders.ts";
import { type NewRow, PersonStore } from "../storage/person-store.ts";
import { tablesOf } from "../storage/tables.ts";
import { Tombstone } from "../storage/tombstone.ts";

const RETRY_MS = 30_000;
/**
 * So much later than it could a visit's end may be seen: an alarm that rings while the visit goes on must
 * be set again, which is paid for, and most visits are over within this time of their first page.
 */
const SETTLE_LATE_MS = 10 * 60_000;

/** All of a person that is in memory. */
export interface Memory {
  state: PersonState;
  seen: SeenIds;
  log: OpenLog;
}

/** A person's memory and its rows, how one becomes the other, and what goes out by alarm. */
export abstract class PersonRecord extends ScheduledObject {
  protected readonly store: PersonStore;
  protected readonly orders: PersonOrders;
  protected readonly tombstone: Tombstone;
  protected memory: Memory | null = null;
  /** When the person was erased (epoch ms): what happened up to then is refused. */
  protected erasedAt: number | null = null;
  #delivering: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.store = new PersonStore(ctx.storage);
    this.orders = new PersonOrders(ctx.storage.sql);
    this.tombstone = new Tombstone(ctx.storage);
    this.reload();
  }

  protected override dueAt(): number | null {
    return this.memory === null ? null : nextDuty(this.memory.state);
  }

  protected override alarmBy(): number | null {
    if (this.memory === null) return this.dueAt();
    const settles = settlesAt(this.memory.state);
    const due = this.#delivering === null ? this.dueAt() : settles;
    if (due === null || due === Infinity) return null;
    return due === settles ? due + SETTLE_LATE_MS : due;
  }

  protected override async runDue(now: number): Promise<void> {
    await this.#delivering;
    if (this.memory === null) return;
    const { shop } = this.memory.state;
    const settings = await orElse(null, readSettings(this.env, shop, now));
    if (this.memory === null) return;
    const { sent } = this.memory.state;
    const isSettling = settlesAt(this.memory.state) <= now;
    settle(this.memory.state, now, {
      orders: this.orders,
      signals: settings?.signals,
      customers: settings === null ? undefined : customerSettings(settings),
    });
    const { state } = this.memory;
    const hasForgotten =
      settings !== null && this.#forgetOldEvents(termsAt(settings.retention, now).journal);
    // A message must be on disk before it leaves.
    if (isSettling || hasForgotten || state.sent !== sent || state.outbox.length === 0)
      this.commit();
    if (state.outboxDue !== null) await this.#deliverOnce(now);
  }

  /**
   * Delivers what was just committed without an alarm of its own: should this object die meanwhile, the
   * alarm of the open visit's end does it.
   */
  protected deliverSoon(now: number): void {
    const { open, outboxDue } = this.memory!.state;
    if (outboxDue === null || open.length === 0) return;
    this.#deliverOnce(now)
      .catch((error: unknown) => {
        logError("delivery failed, trying again", error, { object: "PERSON" });
        this.reload();
      })
      .then(() => this.arm(now));
  }

  #deliverOnce(now: number): Promise<void> {
    return (this.#delivering ??= this.#deliver(now).finally(() => (this.#delivering = null)));
  }

  /** Drops what the journal has kept for longer than it may; whether a commit is to follow. */
  #forgetOldEvents(before: number): boolean {
    return this.memory!.state.profile.firstSeen < before && this.store.dropJournalBefore(before);
  }

  protected override reload(): void {
    const tables = tablesOf(this.ctx.storage.sql);
    this.orders.reload(tables);
    this.erasedAt = this.tombstone.read(tables);
    const row = this.store.load(tables);
    this.memory =
      row === null
        ? null
        : {
            state: upgrade(JSON.parse(row.state) as PersonState),
            seen: SeenIds.decode(row.seen),
            log: OpenLog.parse(row.log),
          };
  }

  protected override address(): Address | null {
    if (this.memory === null) return null;
    const { shop, visitor } = this.memory.state;
    return { binding: "PERSON", shop, name: personName(shop, visitor) };
  }

  /**
   * Writes memory as one row, with visits that have ended as rows of the journal.
   *
   * @param also what belongs into the same commit
   */
  protected commit(also?: () => void): void {
    const { state, seen, log } = this.memory!;
    const open = new Set(state.open.map(({ visit }) => placeOf(visit.id, visit.source)));
    const [fitting = [], ...overflow] = outboxRuns(state.outbox);
    state.outbox = fitting;
    state.overflowing ||= overflow.length > 0;
    const { toKeep = [] } = state;
    delete state.toKeep;
    const rows = rowsOf(log.takeSpilled(open), toKeep);
    const save = () =>
      this.store.save({ state: JSON.stringify(state), seen: seen.encode(), log: log.toString() });
    // One statement is whole by itself, and a transaction around it takes as long as it does.
    const isAlone = !also && rows.length + overflow.length === 0 && !this.orders.hasStaged;
    if (isAlone) return save();
    this.ctx.storage.transactionSync(() => {
      for (const row of rows) this.store.append(row);
      this.orders.flush();
      for (const run of overflow) this.store.putOverflow(run);
      also?.();
      save();
    });
  }

  /**
   * Hands the outbox to its receivers; what they have stored, or nobody took in time, leaves it. Where all
   * have, the row learns of it with the next commit: until then they may get it again, and know its ids.
   */
  async #deliver(now: number): Promise<void> {
    const { shop, outbox } = this.memory!.state;
    if (outbox.length === 0) return;
    const waiting = [...outbox];
    const { sent, dead } = await deliver(this.env, shop, waiting, now, byLedger);
    if (this.memory === null) return;
    const { state } = this.memory;
    const isToTell = state.overflowing || waiting.some(({ failed }) => failed);
    const isDone = ({ id }: Outgoing) => sent.has(id) || dead.some((message) => message.id === id);
    state.outbox = state.outbox.filter((message) => !isDone(message));
    if (state.outbox.length === 0 && state.overflowing) {
      const next = this.store.takeOverflow() as Outgoing[] | null;
      state.overflowing = next !== null;
      state.outbox = next ?? [];
    }
    // What came in meanwhile is due already; only what failed waits for its next try.
    if (state.outbox.length === 0) state.outboxDue = null;
    const failed = state.outbox.filter(({ id }) => waiting.some((message) => message.id === id));
    for (const message of failed) message.failed = true;
    if (failed.length > 0) state.outboxDue = now + RETRY_MS;
    for (const message of dead) this.store.bury(message);
    if (isToTell || failed.length + dead.length > 0) this.commit();
  }
}

export const newMemory = ({ shop, visitor, now }: { shop: string; visitor: string; now: number }) =>
  ({
    state: newPerson(shop, visitor, now),
    seen: new SeenIds(),
    log: new OpenLog(),
  }) satisfies Memory;

/** Journal rows of what was spilled, each with the facts of its session; a fact may have to go alone. */
function rowsOf(spilled: readonly Spilled[], kept: readonly KeptFact[]): NewRow[] {
  const rows = spilled.map((row): NewRow => ({ ...row, facts: "" }));
  for (const { session, source, fact } of kept) {
    const line = JSON.stringify(fact);
    const own = rows.find((row) => row.session === session && row.source === (source ?? ""));
    if (own === undefined)
      rows.push({ session, source: source ?? "", at: fact.last, events: "", facts: line });
    else own.facts += own.facts === "" ? line : `\n${line}`;
  }
  return rows;
}
