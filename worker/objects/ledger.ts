import type { Finding } from "../core/alerts/index.ts";
import {
  type Addend,
  audienceReport,
  type AudienceReport,
  countSegments,
  dayOf,
  difference,
  type FunnelQuery,
  funnelReport,
  type FunnelReport,
  inSegment,
  merged,
  OUTCOME_MS,
  type PersonFact,
  type Retraction,
  type Sum,
  type VisitFact,
} from "../core/measure/index.ts";
import {
  type OrderFact,
  type OrderStore as Orders,
  type OrderTold,
  salesDifference,
  type SalesFact,
} from "../core/orders/index.ts";
import type { CustomerSettings, ShopNumbers } from "../core/customer/index.ts";
import { bookNobody, type BookedTold } from "../core/person/index.ts";
import type { Idler, Removed, Terms } from "../core/privacy/index.ts";
import { type OrderReportQuery, withCustomers } from "../core/reports/index.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { orElse } from "../edge/or-else.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { exporterStub, privacyStub } from "../edge/stubs.ts";
import { type Change, ChangeLog } from "../storage/change-log.ts";
import { eraseFromLedger } from "../storage/ledger-erasure.ts";
import { LEDGER_STEPS, LedgerStore } from "../storage/ledger-store.ts";
import { keyOf as salesKey, OrderStore } from "../storage/order-store.ts";
import { PeopleStore } from "../storage/people-store.ts";
import { Traffic } from "../storage/traffic.ts";
import { OrderBook } from "./order-book.ts";
import { retire } from "./ledger-keeping.ts";
import { Receiver } from "./receiver.ts";

/** Visits that a report reads one by one: 100 000 take 1.6 s. */
const MAX_FACTS = 300_000;

/** What was taken back is of no day: its row only knows the version that it must be beaten by. */
const NO_DAY = -1;

/** A fact of a visit, which says nothing of its kind, of a person, or of an order or refund. */
type Fact = VisitFact | Retraction | PersonFact | SalesFact;

/** What is told of orders that name nobody; `job` names the import that tells it. */
interface TellingNobody {
  shop: string;
  told: OrderTold[];
  job: { id: string; started: number } | null;
  now: number;
}

/** A shop's facts, the day-grained sums of its visits, and who is in which segment. */
export class Ledger extends Receiver<Fact> {
  protected override readonly binding = "LEDGER";
  readonly #store: LedgerStore;
  readonly #people: PeopleStore;
  readonly #orders: OrderStore;
  readonly #book: OrderBook;
  readonly #traffic: Traffic;
  readonly #changes: ChangeLog;
  /** Whether the shop wants to know what changes. */
  #isLogged = false;
  /** The day on which retention was last asked for. */
  #keptDay: number | null = null;
  /** What the facts of one fold move: visits share most sums, and each row written is paid for. */
  #moved: Addend[] = [];

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, LEDGER_STEPS);
    this.#store = new LedgerStore(ctx.storage.sql);
    this.#people = new PeopleStore(ctx.storage.sql);
    this.#orders = new OrderStore(ctx.storage.sql);
    this.#changes = new ChangeLog(ctx.storage.sql);
    this.#traffic = new Traffic(ctx.storage.sql);
    this.#book = new OrderBook(this.#orders, {
      visits: () => this.#store.latest(MAX_FACTS),
      people: () => this.#people.after(""),
    });
  }

  /** Sums of `measures` over the days that begin from `from` to `to` (epoch ms). */
  report(from: number, to: number, measures: readonly string[]): Sum[] {
    return this.#store.sums(dayOf(from), dayOf(to), measures);
  }

  /** Sums of `measures` of each day from `from` to `to` (epoch ms). */
  days(from: number, to: number, measures: readonly string[]): Addend[] {
    return this.#store.days(dayOf(from), dayOf(to), measures);
  }

  /** A report of the shop's orders, see `core/reports`. */
  orderReport(query: OrderReportQuery): object {
    return this.#book.report(query);
  }

  /** One order as it is known here, or null. */
  order(transaction: string): OrderFact | null {
    return this.#orders.order(transaction);
  }

  /** Books what is told of orders that name nobody, whose only place is here. */
  tellNobody({ shop, told, job, now }: TellingNobody): BookedTold {
    try {
      return this.ctx.storage.transactionSync(() => {
        const booked = bookNobody(shop, this.#nobodys(), told, job, now);
        this.save();
        return booked;
      });
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  /** Counts events of a bot, which has no person and makes no fact. */
  countBot(now: number, events: number): void {
    this.#store.addToSum({ day: dayOf(now), measure: "bot_events", key: "", n: events });
  }

  /** The audience of the days from `from` to `to` (epoch ms), or null where they have too many visits. */
  audience(from: number, to: number, now: number): AudienceReport | null {
    const [first, last] = [dayOf(from), dayOf(to + OUTCOME_MS) + 1];
    if (this.#store.countFacts(first, last, MAX_FACTS) === MAX_FACTS) return null;
    return audienceReport(this.#store.facts(first, last), from, to, now);
  }

  /** The funnel of the days from `from` to `to` (epoch ms), or null where they have too many visits. */
  funnel(query: FunnelQuery, from: number, to: number): FunnelReport | null {
    const [first, last] = [dayOf(from), dayOf(to)];
    if (this.#store.countFacts(first, last, MAX_FACTS) === MAX_FACTS) return null;
    return funnelReport(this.#store.facts(first, last), query, from, to);
  }

  /** What one customer is compared with, see `CustomerBook`. */
  numbers(settings: CustomerSettings, now: number): ShopNumbers {
    return this.#book.customers.numbers(settings, now);
  }

  /** How many people are in each segment, those among them of whom was just told. */
  async segments(settings: CustomerSettings, now: number) {
    await this.settle(now);
    const standings = this.#book.customers.standings(settings, now);
    return countSegments(withCustomers(this.#people.after(""), standings), now);
  }

  /** The first `limit` people of a segment whose ids come after `person`, by id. */
  async segment(
    { name, after, limit }: { name: string; after: string; limit: number },
    settings: CustomerSettings,
    now: number,
  ): Promise<PersonFact[]> {
    await this.settle(now);
    const standings = this.#book.customers.standings(settings, now, after);
    return inSegment(withCustomers(this.#people.after(after), standings), name, now, limit);
  }

  /** Who comes after `person`, by name, at most `limit`: other names of others among them. */
  async names(person: string, limit: number, now: number): Promise<string[]> {
    await this.settle(now);
    return this.#people.names(person, limit);
  }

  /** Orders and refunds after a key, see `OrderStore.page`. */
  async sales(
    after: string,
    limit: number,
    now: number,
  ): Promise<{ key: string; fact: SalesFact }[]> {
    await this.settle(now);
    return this.#orders.page(after, limit);
  }

  /** Whether the tag has fallen silent, see `Traffic`. */
  silence(now: number): Finding | null {
    return this.#traffic.silence(now);
  }

  /** What has changed after number `seq`; what came up to it is dropped. */
  changes(seq: number, limit: number): { changes: Change[]; sales: SalesFact[] } {
    this.#changes.dropTo(seq);
    const changes = this.#changes.after(seq, limit);
    const keys = changes.filter(({ what }) => what === "sale").map(({ key }) => key);
    return { changes, sales: this.#orders.ofKeys([...new Set(keys)]) };
  }

  /** Drops what is too old, and tells who may be, see `retire`. */
  retire(asked: { person: string; terms: Terms; limit: number }): Idler[] {
    return retire(this.#store, this.#people, asked);
  }

  /** Knows nothing more of what people are; what they did stays. */
  dropPeople(names: string[]): void {
    this.#people.drop(names);
  }

  /** Takes people out, see `eraseFromLedger`. */
  async erase(names: string[], keepsOrders: boolean, now: number): Promise<Removed> {
    const messages = await this.forgetMessages(names, now);
    try {
      return this.ctx.storage.transactionSync(() => {
        const { removed, moved } = eraseFromLedger(this.ctx.storage.sql, names, keepsOrders);
        this.#moved.push(...moved);
        this.#changes.erase(names);
        this.save();
        return { messages, ...removed };
      });
    } finally {
      this.reload();
    }
  }

  /** A shop with visits looks after its retention, once a day. */
  protected override async runDue(now: number): Promise<void> {
    const shop = this.ctx.id.name!.split("/")[0]!;
    const settings = await orElse(null, readSettings(this.env, shop, now));
    const isWanted = settings?.continuous_export ?? this.#isLogged;
    if (isWanted && !this.#isLogged)
      await orElse(
        undefined,
        callObject(() => exporterStub(this.env, shop).begin(now)),
      );
    this.#isLogged = isWanted;
    await super.runDue(now);
    const day = dayOf(now);
    if (this.#keptDay === day) return;
    this.#keptDay = day;
    await orElse(
      undefined,
      callObject(() => privacyStub(this.env, shop).keep(now)),
    );
  }

  protected override fold(fact: Fact): void {
    if ("kind" in fact && fact.kind === "person") {
      this.#people.put(fact);
      this.#changes.note("person", fact.person);
    } else if ("kind" in fact) this.#foldSale(fact);
    else this.#foldVisit(fact);
  }

  #foldVisit(fact: VisitFact | Retraction): void {
    const known = this.#store.fact(fact.id);
    if (known !== null && known.version >= fact.version) return;
    this.#moved.push(...difference(known, fact));
    if (!("gone" in fact)) this.#changes.note("person", fact.person);
    this.#store.putFact(fact, "gone" in fact ? NO_DAY : dayOf(fact.started));
    if (!("gone" in fact)) this.#traffic.note(fact.last);
  }

  #foldSale(fact: SalesFact): void {
    const known = this.#orders.known(fact);
    if (known !== null && known.version >= fact.version) return;
    this.#moved.push(...salesDifference(known, fact));
    this.#changes.note("sale", salesKey(fact));
    this.#orders.put(fact);
    if (fact.kind === "order") this.#book.note(fact);
  }

  #nobodys(): Orders {
    return {
      order: (transaction) => this.#orders.order(transaction),
      refund: (id) => this.#orders.refund(id),
      orders: () => [],
      put: (fact) => this.#foldSale(fact),
    };
  }

  protected override save(): void {
    for (const addend of merged(this.#moved)) this.#store.addToSum(addend);
    this.#moved = [];
    this.#changes.close(this.#isLogged);
  }

  protected override reload(): void {
    this.#book.discard();
    this.#changes.close(false);
    this.#moved = [];
  }
}
