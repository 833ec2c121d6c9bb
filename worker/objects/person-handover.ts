import {
  addressed,
  type Chunk,
  hasRoom,
  isWhole,
  join,
  type Label,
  leave,
  lifeOf,
  partsWith,
  partWith,
  type PersonState,
  retraction,
  seal,
  send,
  sendPersonFact,
  splitLines,
  splitSales,
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
import { orElse } from "../edge/or-else.ts";
import { personStub } from "../edge/stubs.ts";
import type { JournalRow } from "../storage/person-store.ts";
import { PersonGiving } from "./person-giving.ts";
import { newMemory } from "./person-record.ts";

const ALL = Number.MAX_SAFE_INTEGER;
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

/** `person` is to be another name for `to`; both are person refs. */
export interface Joining {
  shop: string;
  person: string;
  to: string;
  /** Epoch ms. */
  now: number;
}

/** What came of it: the taker may be full, or what came to the record before be still on its way. */
export type Joined = "joined" | "full" | "arriving";
export type Released = "released" | "unknown" | "arriving";

/** A record that can be given to another and taken back, see `core/person/handover/protocol.ts`. */
export abstract class PersonHandover extends PersonGiving {
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
      if (isWhole(state)) for (const tell of this.#onArrival.splice(0)) tell();
      await this.arm(now);
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  /**
   * Takes a record out again that had come into this one, and gives it back to itself. It is unknown when
   * no such record is here; one that has come home is a part of itself, and stays.
   */
  async release(root: string, now: number): Promise<Released> {
    const hasArrived = await this.#hasArrived();
    if (this.next() !== null) return this.ask((next) => next.release(root, now));
    const { memory } = this;
    if (memory === null || root === memory.state.visitor || !this.holds(root)) return "unknown";
    if (!hasArrived) return "arriving";
    const { state, log } = memory;
    try {
      const names = partsWith(state, root);
      const going = new Set(names);
      const rows = this.store.rowsOf(this.sourcesOf(this.here()));
      const lines = splitLines(rows, log.toString(), going, root);
      const sales = splitSales(this.orders.page("", ALL), going, lines.go);
      const parted = partWith(state, root, going, lines, sales, now);
      sendPersonFact(state, null, now);
      this.#seal(root, names, root, parted, new SeenIds(), sales.go, now);
      await this.arm(now);
    } catch (error) {
      this.reload();
      throw error;
    }
    await this.give(now);
    return "released";
  }

  /** Makes the person that this is another name for `to`, whom they join with all that they are. */
  async joinTo({ shop, person, to, now }: Joining): Promise<Joined> {
    if (this.next() === null) {
      if (person === to) return "joined";
      const joined = await this.become({ shop, person, to, now });
      if (joined !== "elsewhere") return joined;
    }
    return this.ask((next) => next.joinTo({ shop, person: this.memory!.state.alias!, to, now }));
  }

  /**
   * Makes this record another name for `to`. It stays itself where that one is of too many records
   * already: nobody has a thousand browsers. Meanwhile it may have gone elsewhere.
   */
  protected async become({ shop, person, to, now }: Joining): Promise<Joined | "elsewhere"> {
    const taker = callObject(() => personStub(this.env, shop, to).hasRoom());
    if (!(await orElse(true, taker))) return "full";
    const hasArrived = await this.#hasArrived();
    if (this.next() !== null) return "elsewhere";
    if (!hasArrived) return "arriving";
    this.memory ??= newMemory({ shop, visitor: person, now });
    try {
      this.#sealAll(to, now);
    } catch (error) {
      this.reload();
      throw error;
    }
    await this.give(now);
    return "joined";
  }

  /** Whether this was to become somebody, and can by now. */
  #isToBecome(): boolean {
    const { state } = this.memory ?? {};
    return state?.becomes !== undefined && isWhole(state);
  }

  protected override dueAt(): number | null {
    const due = super.dueAt();
    return this.#isToBecome() ? Math.min(due ?? Infinity, this.giveAt) : due;
  }

  protected override async runDue(now: number): Promise<void> {
    await super.runDue(now);
    if (!this.#isToBecome()) return;
    const { shop, visitor, becomes: to } = this.memory!.state;
    delete this.memory!.state.becomes;
    const joined = await this.become({ shop, person: visitor, to: to!, now });
    if (joined === "full") this.commit();
  }

  /** Whether all is here of what came to this record, or comes within a moment. */
  async #hasArrived(): Promise<boolean> {
    const isHere = () => this.memory === null || isWhole(this.memory.state);
    if (!isHere())
      await new Promise<void>((resolve) => {
        this.#onArrival.push(resolve);
        setTimeout(resolve, ARRIVES_WITHIN_MS);
      });
    return isHere();
  }

  /** Whether one more record may join the person that this is. */
  async hasRoom(): Promise<boolean> {
    if (this.next() !== null) return this.ask((next) => next.hasRoom());
    return this.memory === null || hasRoom(this.memory.state);
  }

  /** The person that this record has become; null when it has stayed itself. */
  async whose(): Promise<string | null> {
    const { alias } = this.memory?.state ?? {};
    return alias === undefined ? null : ((await this.ask((next) => next.whose())) ?? alias);
  }

  /** Begins to give all of this record to another. */
  #sealAll(to: string, now: number): void {
    const { state, seen } = this.memory!;
    const { visitor } = state;
    const parted = { ...state, outbox: [], overflowing: false, outboxDue: null };
    delete parted.parts;
    delete parted.giving;
    const sales = this.orders.page("", ALL);
    this.#seal(visitor, this.here(), to, parted, seen, sales, now, () => {
      this.memory!.state = leave(state, to, now);
      this.memory!.seen = new SeenIds();
      sendPersonFact(this.memory!.state, null, now);
    });
  }

  /** Writes down, in one commit, that parts of this record belong to another from now on. */
  #seal(
    root: string,
    names: string[],
    to: string,
    parted: PersonState,
    seen: SeenIds,
    sales: SalesFact[],
    now: number,
    left: () => void = () => {},
  ): void {
    const { state } = this.memory!;
    for (const row of this.store.rowsOf(this.sourcesOf(names)))
      for (const { id } of factsIn(row.facts)) {
        const source = row.source || null;
        const life = lifeOf(state, source) + 1;
        send(state, "ledger", retraction(state.visitor, source, id, life), now);
      }
    seal(state, { root, names, to, at: now });
    left();
    this.giveAt = now;
    const bodies = sales.map((fact, n): [string, string] => [`sale ${n}`, JSON.stringify(fact)]);
    this.commit(() => {
      this.orders.drop(sales);
      this.handover.putParcel(root, [
        ["state", JSON.stringify(parted)],
        ["seen", seen.encode()],
        ...bodies,
      ]);
    });
  }
}

const factsIn = (facts: string): VisitFact[] =>
  facts === "" ? [] : facts.split("\n").map((line) => JSON.parse(line) as VisitFact);
