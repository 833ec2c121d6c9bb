import type { Finding } from "../core/alerts/index.ts";
import {
  type Addend,
  audienceReport,
  type AudienceReport,
  countSegments,
  dayOf,
  type FunnelQuery,
  funnelReport,
  type FunnelReport,
  inSegment,
  OUTCOME_MS,
  type PersonFact,
  type Sum,
} from "../core/measure/index.ts";
import {
  type OrderFact,
  type OrderStore as Orders,
  type OrderTold,
  type SalesFact,
} from "../core/orders/index.ts";
import type { CustomerSettings, ShopNumbers } from "../core/customer/index.ts";
import { bookNobody, type BookedTold } from "../core/person/index.ts";
import type { Idler, Removed, Terms } from "../core/privacy/index.ts";
import { type OrderReportQuery, withCustomers } from "../core/reports/index.ts";
import type { Change } from "../storage/change-log.ts";
import { eraseFromLedger } from "../storage/ledger-erasure.ts";
import { retire } from "./ledger-keeping.ts";
import { LedgerRecord, MAX_FACTS } from "./ledger-record.ts";

/** What is told of orders that name nobody; `job` names the import that tells it. */
interface TellingNobody {
  shop: string;
  told: OrderTold[];
  job: { id: string; started: number } | null;
  now: number;
}

/** A shop's facts, the day-grained sums of its visits, and who is in which segment. */
export class Ledger extends LedgerRecord {
  /** Sums of `measures` over the days that begin from `from` to `to` (epoch ms). */
  async report(from: number, to: number, measures: readonly string[], now: number): Promise<Sum[]> {
    await this.settleToRead(now);
    return this.sums.sums(dayOf(from), dayOf(to), measures);
  }

  /** Sums of `measures` of each day from `from` to `to` (epoch ms). */
  async days(
    from: number,
    to: number,
    measures: readonly string[],
    now: number,
  ): Promise<Addend[]> {
    await this.settleToRead(now);
    return this.sums.days(dayOf(from), dayOf(to), measures);
  }

  /** A report of the shop's orders, see `core/reports`. */
  async orderReport(query: OrderReportQuery, now: number): Promise<object> {
    await this.settleToRead(now);
    return this.book.report(query);
  }

  /** One order as it is known here, or null. */
  async order(transaction: string, now: number): Promise<OrderFact | null> {
    await this.settleToRead(now);
    return this.orders.order(transaction);
  }

  /** Books what is told of orders that name nobody, whose only place is here. */
  async tellNobody({ shop, told, job, now }: TellingNobody): Promise<BookedTold> {
    await this.settleToRead(now);
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
    this.sums.add([{ day: dayOf(now), measure: "bot_events", key: "", n: events }]);
  }

  /** The audience of the days from `from` to `to` (epoch ms), or null where they have too many visits. */
  async audience(from: number, to: number, now: number): Promise<AudienceReport | null> {
    await this.settleToRead(now);
    const [first, last] = [dayOf(from), dayOf(to + OUTCOME_MS) + 1];
    if (this.store.countFacts(first, last, MAX_FACTS) === MAX_FACTS) return null;
    return audienceReport(this.store.facts(first, last), from, to, now);
  }

  /** The funnel of the days from `from` to `to` (epoch ms), or null where they have too many visits. */
  async funnel(
    query: FunnelQuery,
    from: number,
    to: number,
    now: number,
  ): Promise<FunnelReport | null> {
    await this.settleToRead(now);
    const [first, last] = [dayOf(from), dayOf(to)];
    if (this.store.countFacts(first, last, MAX_FACTS) === MAX_FACTS) return null;
    return funnelReport(this.store.facts(first, last), query, from, to);
  }

  /** What one customer is compared with, see `CustomerBook`. */
  async numbers(settings: CustomerSettings, now: number): Promise<ShopNumbers> {
    await this.settleToRead(now);
    return this.book.customers.numbers(settings, now);
  }

  /** How many people are in each segment, those among them of whom was just told. */
  async segments(settings: CustomerSettings, now: number) {
    await this.settleToRead(now);
    const standings = this.book.customers.standings(settings, now);
    return countSegments(withCustomers(this.people.after(""), standings), now);
  }

  /** The first `limit` people of a segment whose ids come after `person`, by id. */
  async segment(
    { name, after, limit }: { name: string; after: string; limit: number },
    settings: CustomerSettings,
    now: number,
  ): Promise<PersonFact[]> {
    await this.settleToRead(now);
    const standings = this.book.customers.standings(settings, now, after);
    return inSegment(withCustomers(this.people.after(after), standings), name, now, limit);
  }

  /** Who comes after `person`, by name, at most `limit`: other names of others among them. */
  async names(person: string, limit: number, now: number): Promise<string[]> {
    await this.settleToRead(now);
    return this.people.names(person, limit);
  }

  /** Orders and refunds after a key, see `OrderStore.page`. */
  async sales(
    after: string,
    limit: number,
    now: number,
  ): Promise<{ key: string; fact: SalesFact }[]> {
    await this.settleToRead(now);
    return this.orders.page(after, limit);
  }

  /** Whether the tag has fallen silent, see `Traffic`. */
  async silence(now: number): Promise<Finding | null> {
    await this.settleToRead(now);
    return this.traffic.silence(now);
  }

  /** What has changed after number `seq`; what came up to it is dropped. */
  async changes(
    seq: number,
    limit: number,
    now: number,
  ): Promise<{ changes: Change[]; sales: SalesFact[] }> {
    await this.settleToRead(now);
    this.log.dropTo(seq);
    const changes = this.log.after(seq, limit);
    const keys = changes.filter(({ what }) => what === "sale").map(({ key }) => key);
    return { changes, sales: this.orders.ofKeys([...new Set(keys)]) };
  }

  /** Drops what is too old, and tells who may be, see `retire`. */
  async retire(
    asked: { person: string; terms: Terms; limit: number },
    now: number,
  ): Promise<Idler[]> {
    await this.settleToRead(now);
    return retire(this.store, this.people, asked);
  }

  /** Knows nothing more of what people are; what they did stays. */
  dropPeople(names: string[]): void {
    this.people.drop(names);
  }

  /** Takes people out, see `eraseFromLedger`. */
  async erase(names: string[], keepsOrders: boolean, now: number): Promise<Removed> {
    const messages = await this.forgetMessages(names, now);
    try {
      return this.ctx.storage.transactionSync(() => {
        const { removed, moved } = eraseFromLedger(this.ctx.storage.sql, names, keepsOrders);
        this.moved.push(...moved);
        this.log.erase(names);
        this.save();
        return { messages, ...removed };
      });
    } finally {
      this.reload();
    }
  }

  #nobodys(): Orders {
    return {
      order: (transaction) => this.orders.order(transaction),
      refund: (id) => this.orders.refund(id),
      orders: () => [],
      put: (fact) => this.foldSale(fact),
    };
  }
}
