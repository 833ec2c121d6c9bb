import { type SalesFact } from "../core/orders/index.ts";
import { loseOrder, salesOf, sendPersonFact, takeNamed } from "../core/person/index.ts";
import { keyOf } from "../storage/person-orders.ts";
import { newMemory } from "./person-record.ts";
import { PersonTold } from "./person-told.ts";

const ALL = Number.MAX_SAFE_INTEGER;

/** An order that goes over to whom the shop's server named. */
export interface GivingUp {
  transaction: string;
  /** What has been taken over of it. */
  sales: SalesFact[];
  /** Who took it: a person ref. */
  to: string;
  /** Epoch ms. */
  now: number;
}

/** Orders that this person's page told of first, and of which the shop's server says whose they are. */
export abstract class PersonClaims extends PersonTold {
  /**
   * Transactions that went to others before their purchase was in the book here. A batch that waits for
   * what it needs has claimed them already, and ends with this object if that does.
   */
  readonly #lost = new Set<string>();

  /** Whether an order of `time` (epoch ms) is from before this person was erased. */
  async refusesOrder(time: number): Promise<boolean> {
    if (this.next() !== null) return this.ask((next) => next.refusesOrder(time));
    return this.erasedAt !== null && time <= this.erasedAt;
  }

  /**
   * An order with its refunds; none where it is not in the book, null where `record`, which is to hold it, is
   * not here.
   */
  async salesOf(transaction: string, record?: string): Promise<SalesFact[] | null> {
    if (this.next() !== null)
      return this.askTaker(
        record,
        (next, part) => next.salesOf(transaction, part) as Promise<SalesFact[] | null>,
        () => this.salesOf(transaction),
      );
    if (record !== undefined && !(await this.#hasCome(record))) return null;
    if (this.next() !== null) return this.salesOf(transaction, record);
    return salesOf(this.orders.page("", ALL), transaction);
  }

  /** Whether a record that was given to this one is here, or comes within a moment. */
  #hasCome(record: string): Promise<boolean> {
    return this.soon(() => this.next() !== null || this.holds(record));
  }

  /** Takes over an order that somebody else's page told of. A second time, it changes nothing. */
  async takeNamed(asked: {
    shop: string;
    person: string;
    sales: SalesFact[];
    now: number;
  }): Promise<void> {
    if (this.next() !== null)
      return this.ask((next) => next.takeNamed({ ...asked, person: this.memory!.state.alias! }));
    const { shop, person, sales, now } = asked;
    const memory = this.memory ?? newMemory({ shop, visitor: person, now });
    try {
      takeNamed(memory.state, this.orders, sales, now);
      if (!this.orders.hasStaged) return;
      if (this.memory === null) sendPersonFact(memory.state, null, now);
      this.memory = memory;
      this.commit();
      await this.arm(now);
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  /**
   * Takes an order out of the book; false where it is not as it was taken over, null as in `salesOf`. Where
   * both have become one it stays, as one that is of no browser.
   */
  async giveUp(asked: GivingUp, record?: string): Promise<boolean | null> {
    if (this.next() !== null)
      return this.askTaker(
        record,
        (next, part) => next.giveUp(asked, part),
        () => this.giveUp(asked),
      );
    if (record !== undefined && !(await this.#hasCome(record))) return null;
    if (this.next() !== null) return this.giveUp(asked, record);
    const { transaction, sales, to, now } = asked;
    const own = salesOf(this.orders.page("", ALL), transaction);
    if (this.memory !== null && this.here().includes(to))
      return own.every((fact) => fact.kind === "refund" || fact.named === true);
    const taken = new Map(sales.map((fact) => [keyOf(fact), fact.version]));
    if (own.some((fact) => taken.get(keyOf(fact)) !== fact.version)) return false;
    this.#lost.add(transaction);
    if (own.length === 0) return true;
    try {
      const left = [...this.orders.orders()].filter(({ id }) => id !== transaction);
      loseOrder(this.memory!.state, left, now);
      this.commit(() => this.orders.drop(own));
      await this.arm(now);
    } catch (error) {
      this.reload();
      throw error;
    }
    return true;
  }

  /** Whether a purchase's transaction went to somebody else while its batch waited. */
  protected isLost(transaction: string | null): boolean {
    return transaction !== null && this.#lost.has(transaction);
  }
}
