import {
  addressed,
  type Chunk,
  isWhole,
  join,
  type Label,
  lifeOf,
  type PersonState,
  send,
  sendPersonFact,
  takeArrived,
  takeParcel,
  takeRows,
  takeSales,
  upgrade,
} from "../core/person/index.ts";
import type { VisitFact } from "../core/measure/index.ts";
import type { SalesFact } from "../core/orders/index.ts";
import { SeenIds } from "../core/visit/index.ts";
import { callObject } from "../edge/call.ts";
import { personStub } from "../edge/stubs.ts";
import type { JournalRow } from "../storage/person-store.ts";
import { PersonGiving } from "./person-giving.ts";
import { newMemory } from "./person-record.ts";

/** Rows follow their parcel at once, unless their giver fails. */
const ARRIVES_WITHIN_MS = 2_000;

/** All that is known of a record but its journal. */
export interface ParcelSent extends Label {
  shop: string;
  state: string;
  seen: ArrayBuffer;
  sales: SalesFact[];
}

/** Why a parcel was not taken; neither where it has arrived. */
export interface ParcelAnswer {
  /** When the taker was erased after the parcel had been sealed (epoch ms). */
  refusedAt?: number;
  /** Who has known its root in a later life, and in which. */
  known?: { by: string; life: number };
}

/** The taker's side: what another record gives comes in as a parcel, and then its rows in order. */
export abstract class PersonTaking extends PersonGiving {
  #onArrival: (() => void)[] = [];

  /**
   * Adds a record to this one; a second time, it changes nothing. One that was on its way when this one was
   * erased belongs to what had to go, and is refused.
   */
  async takeParcel(parcel: ParcelSent, visitor: string, now: number): Promise<ParcelAnswer> {
    const memory = this.memory ?? newMemory({ shop: parcel.shop, visitor, now });
    const { state, seen } = memory;
    const isHome = parcel.root === state.visitor;
    if (state.alias !== undefined && !isHome) {
      const to = state.alias;
      return callObject(() => personStub(this.env, parcel.shop, to).takeParcel(parcel, to, now));
    }
    if (this.erasedAt !== null && (parcel.at ?? 0) <= this.erasedAt)
      return { refusedAt: this.erasedAt };
    try {
      const became = takeParcel(state, parcel, now);
      if (became === "overtaken")
        return { known: { by: state.visitor, life: lifeOf(state, parcel.root) } };
      if (became === "known") return {};
      if (isHome) delete state.alias;
      const arrived = takeArrived(state, parcel);
      join(state, upgrade(JSON.parse(parcel.state) as PersonState), parcel.root, now);
      seen.join(SeenIds.decode(parcel.seen), now);
      takeSales(state, this.orders, parcel.sales, parcel.root, now);
      sendPersonFact(state, null, now);
      this.memory = memory;
      this.commit(() => {
        for (const { parts } of arrived) this.store.dropRowsOf(this.sourcesOf(Object.keys(parts)));
      });
      this.#tellArrival();
      await this.arm(now);
      return {};
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  /** Adds rows to the journal, and tells their facts as this person's. */
  async takeRows(chunk: Chunk<JournalRow> & { from: string }, now: number): Promise<void> {
    if (this.memory === null) throw new Error("rows came before their parcel");
    const { state } = this.memory;
    const { alias, shop } = state;
    if (alias !== undefined)
      return callObject(() => personStub(this.env, shop, alias).takeRows(chunk, now));
    try {
      const fresh = takeRows(state, chunk);
      const own = (source: string) => (source === state.visitor ? "" : source);
      const rows = fresh.map((row) =>
        Object.assign(row, { source: own(row.source || chunk.from) }),
      );
      for (const { source, facts } of rows)
        for (const fact of factsIn(facts))
          send(state, "ledger", addressed(state, fact, source || null), now);
      this.commit(() => {
        for (const row of rows) this.store.append(row);
      });
      this.#tellArrival();
      await this.arm(now);
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  /** Whether all is here of what came to this record, or comes within a moment. */
  protected hasArrived(): Promise<boolean> {
    return this.soon(() => this.memory === null || isWhole(this.memory.state));
  }

  /** Whether something is so, or comes to be within a moment by what arrives here. */
  protected async soon(isSo: () => boolean): Promise<boolean> {
    if (isSo()) return true;
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, ARRIVES_WITHIN_MS, true));
    const arrival = () =>
      new Promise<boolean>((resolve) => this.#onArrival.push(() => resolve(false)));
    while (!isSo()) if (await Promise.race([late, arrival()])) break;
    return isSo();
  }

  #tellArrival(): void {
    for (const tell of this.#onArrival.splice(0)) tell();
  }
}

/** The facts of visits that a journal row tells. */
export const factsIn = (facts: string): VisitFact[] =>
  facts === "" ? [] : facts.split("\n").map((line) => JSON.parse(line) as VisitFact);
