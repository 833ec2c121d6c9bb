import {
  hasRoom,
  isWhole,
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
} from "../core/person/index.ts";
import type { SalesFact } from "../core/orders/index.ts";
import { SeenIds } from "../core/visit/index.ts";
import { callObject } from "../edge/call.ts";
import { orElse } from "../edge/or-else.ts";
import { personStub } from "../edge/stubs.ts";
import { newMemory } from "./person-record.ts";
import { factsIn, PersonTaking } from "./person-taking.ts";

const ALL = Number.MAX_SAFE_INTEGER;

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
export abstract class PersonHandover extends PersonTaking {
  /**
   * Takes a record out again that had come into this one, and gives it back to itself. It is unknown when
   * no such record is here; one that has come home is a part of itself, and stays.
   */
  async release(root: string, now: number): Promise<Released> {
    const hasArrived = await this.hasArrived();
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
    const hasArrived = await this.hasArrived();
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
