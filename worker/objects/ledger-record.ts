import {
  type Addend,
  dayOf,
  difference,
  merged,
  type PersonFact,
  type Retraction,
  type VisitFact,
} from "../core/measure/index.ts";
import type { Message, Passed } from "../core/messages/index.ts";
import { salesDifference, type SalesFact } from "../core/orders/index.ts";
import type { Outgoing } from "../core/person/index.ts";
import { mentions } from "../core/privacy/index.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { orElse } from "../edge/or-else.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { exporterStub, privacyStub } from "../edge/stubs.ts";
import { ChangeLog } from "../storage/change-log.ts";
import { DaySums } from "../storage/day-sums.ts";
import { LEDGER_STEPS, LedgerStore } from "../storage/ledger-store.ts";
import { keyOf as salesKey, OrderStore } from "../storage/order-store.ts";
import { PeopleStore } from "../storage/people-store.ts";
import { Traffic } from "../storage/traffic.ts";
import { OrderBook } from "./order-book.ts";
import { PassingOn } from "./passing-on.ts";
import { Receiver, SAVE_AFTER_MS } from "./receiver.ts";

/** Visits that a report reads one by one: 100 000 take 1.6 s. */
export const MAX_FACTS = 300_000;

/** What was taken back is of no day: its row only knows the version that it must be beaten by. */
const NO_DAY = -1;

/** Lessons of visits are passed on with those of others that ended within this time. */
const PASS_ON_AFTER_MS = 10 * 60_000;

/** A fact of a visit, which says nothing of its kind, of a person, or of an order or refund. */
type Fact = VisitFact | Retraction | PersonFact | SalesFact;
type Told = Fact | Passed<Outgoing["to"], Outgoing["body"]>;

/**
 * A ledger's tables, how messages get into them, and what it does by alarm. With a visit's fact come its
 * lessons, which it passes on.
 */
export abstract class LedgerRecord extends Receiver<Told> {
  protected override readonly binding = "LEDGER";
  protected override readonly foldAfter = SAVE_AFTER_MS;
  protected readonly store: LedgerStore;
  protected readonly sums: DaySums;
  protected readonly people: PeopleStore;
  protected readonly orders: OrderStore;
  protected readonly book: OrderBook;
  protected readonly traffic: Traffic;
  protected readonly log: ChangeLog;
  readonly #passing: PassingOn;
  /** Whether the shop wants to know what changes. */
  #isLogged = false;
  /** The day on which retention was last asked for. */
  #keptDay: number | null = null;
  /** The latest facts of visits and of people in one fold. */
  readonly #visits = new Map<string, VisitFact | Retraction>();
  readonly #told = new Map<string, PersonFact>();
  /** What the facts of one fold move: visits share most sums, and each row written is paid for. */
  protected moved: Addend[] = [];

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, LEDGER_STEPS);
    this.store = new LedgerStore(ctx.storage.sql);
    this.sums = new DaySums(ctx.storage.sql);
    this.people = new PeopleStore(ctx.storage.sql);
    this.orders = new OrderStore(ctx.storage.sql);
    this.log = new ChangeLog(ctx.storage.sql);
    this.traffic = new Traffic(ctx.storage.sql);
    this.#passing = new PassingOn(this.#shop, env, ctx.storage.sql, this.inbox);
    this.book = new OrderBook(this.orders, {
      visits: () => this.store.latest(MAX_FACTS),
      people: () => this.people.after(""),
    });
  }

  override async settle(now: number): Promise<void> {
    if (this.inbox.isEmpty()) return;
    await this.#askWhetherLogged(now);
    await super.settle(now);
    await this.#lookAfterRetention(now);
  }

  protected override async runDue(now: number): Promise<void> {
    await this.#askWhetherLogged(now);
    if ((super.dueAt() ?? Infinity) <= now) {
      await super.runDue(now);
      await this.#lookAfterRetention(now);
    }
    await this.#passing.run(now);
  }

  protected override dueAt(): number | null {
    const due = Math.min(super.dueAt() ?? Infinity, this.#passing.dueAt ?? Infinity);
    return due === Infinity ? null : due;
  }

  protected override foldBy(messages: readonly Message<Told>[], now: number): number {
    const isPassing = messages.some(({ body }) => "passOn" in body);
    return isPassing ? now + PASS_ON_AFTER_MS : super.foldBy(messages, now);
  }

  /** Messages that are on their way to others are passed on first: they forget theirs. */
  override async forgetMessages(names: readonly string[], now: number): Promise<number> {
    await this.settle(now);
    await this.#passing.run(now);
    const passing = this.#passing.forget(mentions(names));
    return passing + (await super.forgetMessages(names, now));
  }

  /** Once a day, in a shop with visits. */
  async #lookAfterRetention(now: number): Promise<void> {
    const day = dayOf(now);
    if (this.#keptDay === day) return;
    this.#keptDay = day;
    await orElse(
      undefined,
      callObject(() => privacyStub(this.env, this.#shop).keep(now)),
    );
  }

  /** What changes is told to the exporter of a shop that exports continuously. */
  async #askWhetherLogged(now: number): Promise<void> {
    const settings = await orElse(null, readSettings(this.env, this.#shop, now));
    const isWanted = settings?.continuous_export ?? this.#isLogged;
    if (isWanted && !this.#isLogged)
      await orElse(
        undefined,
        callObject(() => exporterStub(this.env, this.#shop).begin(now)),
      );
    this.#isLogged = isWanted;
  }

  get #shop(): string {
    return this.ctx.id.name!.split("/")[0]!;
  }

  protected override fold(told: Told, _now: number, id: string): void {
    if ("passOn" in told) this.#passing.take({ id, to: told.passOn, body: told.body });
    else this.#foldFact(told);
  }

  #foldFact(fact: Fact): void {
    if ("kind" in fact && fact.kind === "person") {
      if ((this.#told.get(fact.person)?.version ?? -1) < fact.version)
        this.#told.set(fact.person, fact);
      this.log.note("person", fact.person);
    } else if ("kind" in fact) this.foldSale(fact);
    else this.#foldVisit(fact);
  }

  #foldVisit(fact: VisitFact | Retraction): void {
    const known = this.#visits.get(fact.id) ?? this.store.fact(fact.id);
    if (known !== null && known.version >= fact.version) return;
    this.moved.push(...difference(known, fact));
    if (!("gone" in fact)) this.log.note("person", fact.person);
    this.#visits.set(fact.id, fact);
    if (!("gone" in fact)) this.traffic.note(fact.last);
  }

  protected foldSale(fact: SalesFact): void {
    const known = this.orders.known(fact);
    if (known !== null && known.version >= fact.version) return;
    this.moved.push(...salesDifference(known, fact));
    this.log.note("sale", salesKey(fact));
    this.orders.put(fact);
    if (fact.kind === "order") this.book.note(fact);
  }

  protected override save(): void {
    this.sums.add(merged(this.moved));
    this.moved = [];
    for (const fact of this.#visits.values())
      this.store.putFact(fact, "gone" in fact ? NO_DAY : dayOf(fact.started));
    for (const fact of this.#told.values()) this.people.put(fact);
    this.#passing.save();
    this.#forget();
    this.log.close(this.#isLogged);
  }

  protected override reload(): void {
    super.reload();
    this.book.discard();
    this.#passing.reload();
    this.log.close(false);
    this.moved = [];
    this.#forget();
  }

  #forget(): void {
    this.#visits.clear();
    this.#told.clear();
  }
}
