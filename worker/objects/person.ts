import { nanoid } from "nanoid";
import {
  addTastes,
  type BlockAsked,
  decideSlots,
  fold,
  newPerson,
  nextDuty,
  notices,
  openBlock,
  type OpenVisit,
  type Outgoing,
  outboxRuns,
  type PersonState,
  scoreVisit,
  type Sender,
  settle,
  situationOf,
  tell,
  tellTimeline,
  upgrade,
  waitFor,
  watchList,
} from "../core/person/index.ts";
import type { Card } from "../core/catalogue/index.ts";
import { rerank } from "../core/recommend/index.ts";
import { SeenIds, type VisitEvent } from "../core/visit/index.ts";
import type { Env } from "../edge/env.ts";
import { gatherBlock } from "../edge/blocks.ts";
import { gather, type Gathered } from "../edge/gather.ts";
import { deliver } from "../edge/outbox.ts";
import { readCards } from "../edge/shop-reads.ts";
import { type Address, ScheduledObject } from "../edge/scheduled-object.ts";
import { personName } from "../edge/stubs.ts";
import { OpenLog } from "../storage/open-log.ts";
import { PersonStore } from "../storage/person-store.ts";
import type { BatchReply, Want } from "../wire/batch.ts";
import type { Decision } from "../wire/decision.ts";
import type { PersonReply } from "../wire/person.ts";

/** Timeline events a page of `read` holds, rounded up to whole journal rows. */
const PAGE_EVENTS = 200;
const JOURNAL_ROWS = 20;
const RETRY_MS = 30_000;

export interface Incoming {
  shop: string;
  visitor: string;
  /** Epoch ms on the shop's clock. */
  now: number;
  events: VisitEvent[];
  wants: Want[];
  /** Version of the price and stock ledger that the page has heard of. */
  news?: number | undefined;
  timeZone: string;
  sender: Sender;
  /** What pages teach of their items, by id of the event. */
  learnt: Map<string, Card>;
}

/** All that is known of one visitor, and what follows from it for the page that asks. */
export class Person extends ScheduledObject {
  readonly #store: PersonStore;
  #memory: { state: PersonState; seen: SeenIds; log: OpenLog } | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new PersonStore(ctx.storage);
    this.reload();
  }

  /**
   * One batch: gathers what is needed from elsewhere, then folds, scores, decides and commits without
   * an await, because any await of I/O lets another batch in.
   */
  async receive(incoming: Incoming): Promise<BatchReply> {
    const gathered = await gather(this.env, incoming, this.#memory?.state ?? null);
    const { shelves } = gathered;
    try {
      const memory = this.#memory ?? newMemory(incoming);
      const folded = fold(memory.state, memory.seen, incoming.events, {
        now: incoming.now,
        sender: incoming.sender,
        timeZone: incoming.timeZone,
        categoryOf: (item) => shelves.cards.get(item.id)?.product_type || (item.category ?? ""),
        brandOf: (item) => shelves.cards.get(item.id)?.brand ?? item.brand ?? null,
        refused: gathered.refused,
        learnt: incoming.learnt,
      });
      for (const { session, event, insteadOf } of folded.accepted) {
        if (insteadOf !== undefined) this.#strike(memory.log, insteadOf);
        memory.log.add(session, event);
      }
      addTastes(memory.state, folded, shelves.cards, incoming.timeZone);
      const accepted = folded.accepted.map(({ event }) => event);
      waitFor(memory.state, accepted, shelves.cards, incoming.now);
      const answer = this.#answer(memory.state, folded.current, gathered, incoming);
      if (this.#memory !== null || folded.accepted.length > 0) {
        this.#memory = memory;
        this.#commit();
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

  /** One decision for a page that the shop renders itself. */
  async recommend(asked: { shop: string; visitor: string; now: number; want: Want }) {
    const incoming: Incoming = {
      ...asked,
      events: [],
      wants: [asked.want],
      timeZone: "UTC",
      sender: { session: null, device: "other", touches: new Map(), campaigns: new Map() },
      learnt: new Map(),
    };
    const gathered = await gather(this.env, incoming, this.#memory?.state ?? null);
    const { state } = this.#memory ?? newMemory(incoming);
    const { decisions } = this.#answer(state, null, gathered, incoming);
    if (this.#memory !== null) this.#commit();
    return decisions[asked.want.slot] as Decision;
  }

  /** A list in the order of this person's taste; as listed when nobody is known by this id. */
  async rerank({ shop, now, items }: { shop: string; now: number; items: string[] }) {
    const cards = await readCards(this.env, shop, items, now);
    return rerank(items, situationOf(this.#memory?.state ?? null, [], null), cards, now);
  }

  /** The item that a mail shows this person now; undefined when nobody is known by this id. */
  async openBlock(asked: BlockAsked & { shop: string; now: number }) {
    if (this.#memory === null) return undefined;
    const shelves = await gatherBlock(this.env, asked, this.#memory.state);
    const { card, changed } = openBlock(this.#memory.state, asked, shelves, asked.now, nanoid);
    if (changed) this.#commit();
    return card;
  }

  /** Ids of the items whose prices and stock concern this person most, see `watchList`. */
  watched(): string[] {
    return this.#memory === null ? [] : watchList(this.#memory.state);
  }

  /** Whether anything came of this visitor before. */
  isKnown(): boolean {
    return this.#memory !== null;
  }

  /** The person as the API tells it, or null when there is none. */
  read({ cursor, now }: { cursor: number | null; now: number }): PersonReply | null {
    const memory = this.#memory;
    if (memory === null) return null;
    const lines = cursor === null ? memory.log.toString().split("\n") : [];
    const rows = this.#store.journal(cursor ?? Number.MAX_SAFE_INTEGER, JOURNAL_ROWS);
    let next: number | null = rows.length < JOURNAL_ROWS ? null : (rows.at(-1)?.seq ?? null);
    for (const [place, row] of rows.entries()) {
      lines.push(...row.events.split("\n"));
      if (lines.length < PAGE_EVENTS || place === rows.length - 1) continue;
      next = row.seq;
      break;
    }
    return {
      ...tell(memory.state, now),
      intent: memory.state.intent,
      timeline: tellTimeline(lines),
      next_cursor: next === null ? null : String(next),
    };
  }

  protected override dueAt(): number | null {
    return this.#memory === null ? null : nextDuty(this.#memory.state);
  }

  protected override async runDue(now: number): Promise<void> {
    if (this.#memory === null) return;
    settle(this.#memory.state, now);
    this.#commit();
    await this.#deliver(now);
  }

  protected override reload(): void {
    const row = this.#store.load();
    this.#memory =
      row === null
        ? null
        : {
            state: upgrade(JSON.parse(row.state) as PersonState),
            seen: SeenIds.decode(row.seen),
            log: OpenLog.parse(row.log),
          };
  }

  protected override address(): Address | null {
    if (this.#memory === null) return null;
    const { shop, visitor } = this.#memory.state;
    return { binding: "PERSON", shop, name: personName(shop, visitor) };
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
    if (!log.drop(session, id)) this.#store.dropFromJournal(session, id);
  }

  /** Writes memory as one row, and visits that have ended or grown long as journal rows. */
  #commit(): void {
    const { state, seen, log } = this.#memory!;
    const open = new Set(state.open.map(({ visit }) => visit.id));
    const [fitting = [], ...overflow] = outboxRuns(state.outbox);
    state.outbox = fitting;
    state.overflowing ||= overflow.length > 0;
    this.ctx.storage.transactionSync(() => {
      const spilled = log.takeSpilled(open);
      this.#store.save({ state: JSON.stringify(state), seen: seen.encode(), log: log.toString() });
      for (const { session, events } of spilled) this.#store.append(session, events);
      for (const run of overflow) this.#store.putOverflow(run);
    });
  }

  /** Hands the outbox to its receivers; what they have stored, or nobody took in time, leaves it. */
  async #deliver(now: number): Promise<void> {
    const { shop, outbox } = this.#memory!.state;
    if (outbox.length === 0) return;
    const waiting = [...outbox];
    const { sent, dead } = await deliver(this.env, shop, waiting, now);
    const { state } = this.#memory!;
    const isDone = ({ id }: Outgoing) => sent.has(id) || dead.some((message) => message.id === id);
    state.outbox = state.outbox.filter((message) => !isDone(message));
    if (state.outbox.length === 0 && state.overflowing) {
      const next = this.#store.takeOverflow() as Outgoing[] | null;
      state.overflowing = next !== null;
      state.outbox = next ?? [];
    }
    // What came in meanwhile is due already; only what failed waits for its next try.
    if (state.outbox.length === 0) state.outboxDue = null;
    else if (!waiting.every(isDone)) state.outboxDue = now + RETRY_MS;
    for (const message of dead) this.#store.bury(message);
    this.#commit();
  }
}

const newMemory = ({ shop, visitor, now }: Incoming) => ({
  state: newPerson(shop, visitor, now),
  seen: new SeenIds(),
  log: new OpenLog(),
});
