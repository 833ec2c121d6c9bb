import { erase, say } from "../core/identity/index.ts";
import type { OrderFact, OrderTold, SalesFact } from "../core/orders/index.ts";
import { type BookedTold, bookTold, keepStanding, sendPersonFact } from "../core/person/index.ts";
import { orElse } from "../edge/or-else.ts";
import { readCustomerSettings } from "../edge/shop-reads.ts";
import type { personStub } from "../edge/stubs.ts";
import { PersonHandover } from "./person-handover.ts";
import { newMemory } from "./person-record.ts";

const ERASED = "the person was erased after this order";

/** What is told of one person's orders; `job` names the import that tells it, null for other ways. */
export interface TellingOrders {
  shop: string;
  /** A person ref. */
  person: string;
  told: OrderTold[];
  job: { id: string; started: number } | null;
  now: number;
  /** The record that holds them, when that is another name for this one. */
  record?: string;
}

/** What one source knows of a person. */
export interface TellingFields {
  shop: string;
  /** A person ref. */
  person: string;
  /** Null takes back what the source said. */
  fields: Record<string, string | null>;
  source: string;
  /** When it was so, and now (epoch ms). */
  at: number;
  now: number;
  /** The record that it is said of, when that is another name for this one. */
  record?: string;
}

/** What servers and files tell of a person, whichever of their names they tell it of. */
export abstract class PersonTold extends PersonHandover {
  /**
   * What servers and files tell of this person's orders, see `bookTold`; null where the record that holds
   * them is not here any more.
   */
  async tellOrders(telling: TellingOrders): Promise<BookedTold | null> {
    if (this.next() !== null) return this.#tellTaker(telling);
    const { shop, person, told, job, now, record } = telling;
    const settings = await orElse(undefined, readCustomerSettings(this.env, shop, now));
    // The record may have changed hands meanwhile.
    if (this.next() !== null) return this.tellOrders(telling);
    if (record !== undefined && !this.holds(record)) return null;
    if (told.some((one) => this.#isErased(one))) return this.#refuse(telling);
    const memory = this.memory ?? newMemory({ shop, visitor: person, now });
    try {
      const booked = bookTold(memory.state, this.orders, told, job, now, this.#partOf(record));
      if (booked.results.every(({ status }) => status !== "accepted")) return booked;
      if (settings !== undefined) keepStanding(memory.state, this.orders, settings, now);
      this.memory = memory;
      this.commit();
      await this.arm(now);
      return booked;
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  /** What goes with a part when that is parted; the whole record goes nowhere. */
  #partOf(record: string | undefined): string | undefined {
    return record === this.memory?.state.visitor ? undefined : record;
  }

  /** Tells whoever has this record. */
  #tellTaker(telling: TellingOrders): Promise<BookedTold | null> {
    const person = this.memory!.state.alias!;
    return this.askTaker(
      telling.record,
      (next, record) =>
        next.tellOrders({ ...telling, person, record }) as Promise<BookedTold | null>,
      () => this.tellOrders(telling),
    );
  }

  /**
   * Asks whoever has this record, who answers null where `record`, the one that was asked first, is not with
   * them; of one that is on its way back nobody knows anything.
   */
  protected async askTaker<T>(
    record: string | undefined,
    ask: (next: ReturnType<typeof personStub>, record: string) => Promise<T | null>,
    again: () => Promise<T | null>,
  ): Promise<T | null> {
    const { alias, visitor } = this.memory!.state;
    const answer = await this.ask((next) => ask(next, record ?? visitor));
    if (answer !== null || record !== undefined) return answer;
    if (await this.soon(() => this.memory?.state.alias !== alias)) return again();
    throw new Error("the record that holds an order is on its way");
  }

  /** An order from before the person was erased. */
  #isErased(told: OrderTold): boolean {
    return told.tells === "order" && this.erasedAt !== null && told.order.time <= this.erasedAt;
  }

  /** Books what is told but for orders from before the person was erased. */
  async #refuse(telling: TellingOrders): Promise<BookedTold | null> {
    const others = telling.told.filter((one) => !this.#isErased(one));
    const booked = await this.tellOrders({ ...telling, told: others });
    if (booked === null) return null;
    const results = [...booked.results];
    const inOrder = telling.told.map((one) =>
      this.#isErased(one) ? { status: "rejected" as const, detail: ERASED } : results.shift()!,
    );
    return { ...booked, results: inOrder };
  }

  /**
   * What a source knows of whoever this is; a field that is null takes back what it said. Whether it was
   * news; null when it is from before the person was erased.
   */
  async tellFields(telling: TellingFields): Promise<boolean | null> {
    if (this.next() !== null)
      return this.ask((next) => next.tellFields({ ...telling, person: this.memory!.state.alias! }));
    const { fields, now, ...told } = telling;
    if (this.erasedAt !== null && told.at <= this.erasedAt) return null;
    const memory = this.memory ?? newMemory({ ...told, visitor: told.person, now });
    const known = (memory.state.fields ??= {});
    let isNews = false;
    for (const [name, value] of Object.entries(fields))
      if (say(known, name, value, told)) isNews = true;
    if (!isNews) return false;
    // Of somebody whom nobody has seen the shop hears here that they are.
    if (this.memory === null) sendPersonFact(memory.state, null, now);
    this.memory = memory;
    this.commit();
    await this.arm(now);
    return true;
  }

  /** Takes a field out of the record, whoever said it. False when nobody had. */
  async eraseField(name: string): Promise<boolean> {
    if (this.next() !== null) return this.ask((next) => next.eraseField(name));
    if (this.memory === null || !erase(this.memory.state.fields ?? {}, name)) return false;
    this.commit();
    return true;
  }

  /** Orders and refunds by key, after `after`: see `PersonOrders.page`. */
  async sales(after: string, limit: number): Promise<SalesFact[]> {
    if (this.next() !== null) return this.ask((next) => next.sales(after, limit));
    return this.orders.page(after, limit);
  }

  /** One order of this person, or null. */
  async order(transaction: string): Promise<OrderFact | null> {
    if (this.next() !== null) return this.ask((next) => next.order(transaction));
    return this.orders.order(transaction);
  }
}
