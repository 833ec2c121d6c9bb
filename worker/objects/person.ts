import { nanoid } from "nanoid";
import {
  addTastes,
  type BlockAsked,
  type Customer,
  decideSlots,
  fold,
  noteConsent,
  notices,
  openBlock,
  type OpenVisit,
  ownOrders,
  type PersonState,
  restOutbox,
  scoreVisit,
  situationOf,
  waitFor,
  watchList,
} from "../core/person/index.ts";
import type { Card } from "../core/catalogue/index.ts";
import { rerank } from "../core/recommend/index.ts";
import { gatherBlock } from "../edge/blocks.ts";
import { callObject } from "../edge/call.ts";
import { countedBefore, type Refusals } from "../edge/claims.ts";
import { readCards } from "../edge/card-reads.ts";
import { gather, type Gathered } from "../edge/gather.ts";
import { canonicalId, successorOf } from "../edge/identity.ts";
import { readCustomerSettings, readNumbers } from "../edge/shop-reads.ts";
import { personStub } from "../edge/stubs.ts";
import type { OpenLog } from "../storage/open-log.ts";
import type { BatchReply, Want } from "../wire/batch.ts";
import type { Decision } from "../wire/decision.ts";
import type { PersonReply } from "../wire/person.ts";
import type { WantProblem } from "../wire/want.ts";
import { type Incoming, sendBatch } from "../edge/incoming.ts";
import { newMemory } from "./person-record.ts";
import { PersonPush } from "./person-push.ts";
import { type PageAsked, readPerson } from "./read-person.ts";

/** Of an identity that this record could not join (`become`). */
const CUSTOMER_IS_FULL: WantProblem = {
  slot: null,
  detail: "too many visitors are this customer: is this id given to everybody?",
  pointer: "/identity",
};

/** All that is known of one visitor, and what follows from it for the page that asks. */
export class Person extends PersonPush {
  /**
   * One batch: gathers what is needed from elsewhere, then folds, scores, decides and commits without
   * an await, because any await of I/O lets another batch in. A visitor who turns out to be a customer
   * hands over what there is, and passes the batch on.
   */
  override async receive(incoming: Incoming): Promise<BatchReply | null> {
    const { erasedAt } = this;
    const refused = await this.refuseLate(incoming);
    if (refused !== undefined) return refused;
    const leaving = await this.#leave(incoming);
    if (leaving !== undefined) return leaving;
    const gathered = this.isPaused
      ? await gather(this.env, { ...incoming, events: [] }, null)
      : await gather(this.env, incoming, this.memory?.state ?? null);
    const { source } = incoming.sender;
    // The record may have changed hands meanwhile, or be erased.
    if (this.next() !== null || this.erasedAt !== erasedAt) return this.receive(incoming);
    if (source !== undefined && !this.holds(source)) {
      await this.give(incoming.now);
      return null;
    }
    const taken = this.isPaused
      ? this.#leaveAlone(incoming, gathered)
      : await this.#take(incoming, gathered);
    const { identity, visitor } = incoming;
    const isAlone = identity !== undefined && identity !== visitor;
    const reply = isAlone ? { ...taken, problems: [CUSTOMER_IS_FULL] } : taken;
    if (source === undefined || incoming.isCanonical) return reply;
    const known = { visitor: source, person: incoming.visitor };
    return { ...reply, canonical: await canonicalId(this.env, incoming.shop, known) };
  }

  /** The reply of whoever has the record, or gets it now; undefined when this one keeps it. */
  async #leave(incoming: Incoming): Promise<BatchReply | null | undefined> {
    const { identity, now, shop, visitor } = incoming;
    const alias = this.memory?.state.alias;
    if (identity !== undefined && identity !== (alias ?? visitor)) {
      if (alias !== undefined) {
        const reply = await this.#succeed(incoming, identity);
        if (reply !== undefined) return reply;
      } else {
        const joined = await this.become({ shop, person: visitor, to: identity, now });
        if (joined === "full") return undefined;
        if (joined === "elsewhere") return this.#leave(incoming);
        if (joined === "arriving") {
          this.memory!.state.becomes = identity;
          const { identity: _, ...own } = incoming;
          return this.receive(own);
        }
      }
      // What it is to join was erased, and this with it.
      if (this.next() === null) return undefined;
    } else if (alias === undefined) return undefined;
    const reply = await this.pass(incoming);
    if (reply !== null) return reply;
    if (this.next() !== null && !(await this.endIfGone()) && this.next() !== null) {
      // Its taker has this record, but not the part that came by it, which asks for itself.
      if (incoming.sender.source !== undefined) return null;
      // It is on its way back.
      return this.hold(incoming);
    }
    // It has come back meanwhile, or has ended as its taker did.
    return this.receive(incoming);
  }

  /**
   * The browser of one customer is another's now: who they were stays where it went, and this is the
   * next visitor's. Undefined where both are one.
   */
  async #succeed(incoming: Incoming, identity: string): Promise<BatchReply | null | undefined> {
    const { shop } = incoming;
    const [was, is] = await Promise.all([
      this.ask((next) => next.whose()),
      callObject(() => personStub(this.env, shop, identity).whose()),
    ]);
    if ((was ?? this.memory!.state.alias) === (is ?? identity)) return undefined;
    const { visitor } = this.memory!.state;
    const successor = await successorOf(this.env, shop, visitor, identity);
    return sendBatch(this.env, { ...incoming, visitor: successor });
  }

  /** What a page gets for somebody who has paused: what is the shop's alone. */
  #leaveAlone(incoming: Incoming, gathered: Gathered): BatchReply {
    const { state } = newMemory(incoming);
    const answer = this.#answer(state, null, gathered, { ...incoming, events: [] });
    const results = incoming.events.map(({ id }) => ({ id, status: "not_stored" as const }));
    return { results, ...answer, notices: [], canonical: null, session: null };
  }

  async #take(incoming: Incoming, gathered: Gathered): Promise<BatchReply> {
    const { shelves } = gathered;
    const { source } = incoming.sender;
    try {
      const memory = this.memory ?? newMemory(incoming);
      const folded = fold(memory.state, memory.seen, incoming.events, {
        now: incoming.now,
        sender: incoming.sender,
        timeZone: incoming.timeZone,
        categoryOf: (item) => shelves.cards.get(item.id)?.product_type || (item.category ?? ""),
        brandOf: (item) => shelves.cards.get(item.id)?.brand ?? item.brand ?? null,
        orders: this.orders,
        refused: this.#refused(incoming, gathered),
        learnt: incoming.learnt,
        model: gathered.model,
        signals: incoming.signals,
        customers: gathered.customers,
      });
      for (const { session, event, entry, insteadOf } of folded.accepted) {
        if (insteadOf !== undefined) this.#strike(memory.log, insteadOf);
        memory.log.add({ session, source, entry, event });
      }
      noteConsent(memory.state, incoming.consent, incoming.now);
      addTastes(memory.state, folded, shelves.cards, incoming.timeZone);
      const accepted = folded.accepted.map(({ event }) => event);
      waitFor(memory.state, accepted, shelves.cards, incoming.now);
      restOutbox(memory.state, incoming.now);
      const answer = this.#answer(memory.state, folded.current, gathered, incoming);
      if (this.memory !== null || folded.accepted.length > 0) {
        this.memory = memory;
        this.commit();
        this.deliverSoon(incoming.now);
        await this.arm(incoming.now);
      }
      const visit = folded.current?.visit;
      const session = visit === undefined ? null : { id: visit.id, touch: visit.touch };
      return { results: folded.results, ...answer, canonical: null, session };
    } catch (error) {
      this.reload();
      throw error;
    }
  }

  /** What of a batch does not count here, or not any more. */
  #refused({ events }: Incoming, { refused }: Gathered): Refusals {
    const lost = events.filter(
      ({ name, transaction }) => name === "purchase" && this.isLost(transaction),
    );
    return lost.length === 0 ? refused : new Map([...refused, ...lost.map(countedBefore)]);
  }

  /** One decision for a page that the shop renders itself. */
  async recommend(asked: {
    shop: string;
    visitor: string;
    now: number;
    want: Want;
  }): Promise<Decision> {
    if (this.next() !== null) {
      const visitor = this.memory!.state.alias!;
      return (await this.ask((next) => next.recommend({ ...asked, visitor }))) as Decision;
    }
    const incoming: Incoming = {
      ...asked,
      events: [],
      wants: [asked.want],
      timeZone: "UTC",
      sender: { session: null, device: "other", touches: new Map(), campaigns: new Map() },
      learnt: new Map(),
    };
    const known = this.isPaused ? null : this.memory;
    const gathered = await gather(this.env, incoming, known?.state ?? null);
    // The record may have changed hands meanwhile, or be erased.
    if (this.next() !== null || (known !== null && this.memory !== known))
      return this.recommend(asked);
    const { state } = known ?? newMemory(incoming);
    const { decisions } = this.#answer(state, null, gathered, incoming);
    if (known !== null) this.commit();
    return decisions[asked.want.slot] as Decision;
  }

  /** A list in the order of this person's taste; as listed when nobody is known by this id. */
  async rerank(asked: {
    shop: string;
    now: number;
    items: string[];
  }): Promise<ReturnType<typeof rerank>> {
    if (this.next() !== null) return this.ask((next) => next.rerank(asked));
    const { shop, now, items } = asked;
    const cards = await readCards(this.env, shop, items, now);
    if (this.next() !== null) return this.rerank(asked);
    const state = this.isPaused ? null : (this.memory?.state ?? null);
    return rerank(items, situationOf(state, [], null), cards, now);
  }

  /** The item that a mail shows this person now; undefined when nobody is known by this id. */
  async openBlock(
    asked: BlockAsked & { shop: string; now: number },
  ): Promise<Card | null | undefined> {
    if (this.next() !== null) return this.ask((next) => next.openBlock(asked));
    const { memory } = this;
    if (memory === null) return undefined;
    const shelves = await gatherBlock(this.env, asked, memory.state);
    if (this.memory !== memory || this.next() !== null) return this.openBlock(asked);
    const { card, changed } = openBlock(memory.state, asked, shelves, asked.now, nanoid);
    if (changed) this.commit();
    return card;
  }

  /** Ids of the items whose prices and stock concern this person most, see `watchList`. */
  async watched(): Promise<string[]> {
    if (this.next() !== null) return this.ask((next) => next.watched());
    return this.memory === null ? [] : watchList(this.memory.state);
  }

  /** Whether anything came of this visitor before. */
  isKnown(): boolean {
    return this.memory !== null;
  }

  /** The person as the API tells it, whichever of their names is asked for; null when there is none. */
  async read(asked: PageAsked): Promise<PersonReply | null> {
    if (this.next() !== null)
      return this.ask((next) => next.read(asked) as Promise<PersonReply | null>);
    if (this.memory === null) return null;
    const shop = await this.#customerRules(asked.now);
    // The record may have changed hands meanwhile.
    if (this.next() !== null || this.memory === null) return this.read(asked);
    const buyer = shop === null ? null : ownOrders(this.orders, shop.settings, asked.now);
    const customer = buyer === null ? null : { buyer, ...shop! };
    return readPerson(this.memory, this.store, asked, customer);
  }

  /** What a customer is measured by and compared with; null for whoever has not ordered. */
  async #customerRules(now: number): Promise<Omit<Customer, "buyer"> | null> {
    const { shop, profile } = this.memory!.state;
    if (profile.orders === 0) return null;
    const settings = await readCustomerSettings(this.env, shop, now);
    return { settings, numbers: await readNumbers(this.env, shop, settings, now) };
  }

  /** What the page gets to know of all this. */
  #answer(
    state: PersonState,
    open: OpenVisit | null,
    { model, news, shelves }: Gathered,
    { now, wants, events, timeZone }: Incoming,
  ): Pick<BatchReply, "intent" | "decisions" | "notices"> {
    return {
      intent: open && model ? scoreVisit(state, open, model, timeZone, now) : state.intent,
      decisions: decideSlots(state, events, wants, shelves, now, nanoid),
      notices: news === null ? [] : notices(state, shelves.cards, news, now),
    };
  }

  /** Takes an event that a better one stands for out of the timeline, wherever it is by now. */
  #strike(log: OpenLog, { session, id }: { session: string; id: string }): void {
    if (!log.drop(session, id)) this.store.dropFromJournal(session, id);
  }
}
