import {
  type Card,
  type ItemLearnt,
  type ItemUse,
  type LedgerRow,
  lowestBefore,
  type Place,
  type PriceFacts,
  type Waits,
  type WaitsNoMore,
} from "../core/catalogue/index.ts";
import type { Removed } from "../core/privacy/index.ts";
import { ALL, type AxisFacts, type StockQuery } from "../core/recommend/index.ts";
import type { Env } from "../edge/env.ts";
import { RecentChanges, type Revision, type Told } from "../edge/recent-changes.ts";
import { CatalogueFacts } from "../storage/catalogue-facts.ts";
import { searchItems } from "../storage/catalogue-search.ts";
import { CATALOGUE_STEPS, CatalogueStore, type StoredItem } from "../storage/catalogue-store.ts";
import { FeedRuns } from "../storage/feed-runs.ts";
import { PriceLedger } from "../storage/price-ledger.ts";
import { CatalogueCommit } from "./catalogue-commit.ts";
import { LiveSockets } from "./live-sockets.ts";
import { Receiver } from "./receiver.ts";
import { WaitingLists } from "./waiting-lists.ts";

const LEDGER_PAGE = 100;

/** One page of an item's ledger. */
export interface PricesRead {
  /** Null for an item that is gone. */
  card: Card | null;
  facts: PriceFacts | null;
  /** The lowest price of the last 30 days, minor units. */
  lowest: number | null;
  rows: LedgerRow[];
  isWhole: boolean;
}

/** Items as they are, at a version of the ledger, and what of all that the asker holds has changed. */
export interface CardsRead extends Told {
  version: number;
  cards: Card[];
}

/** What the asker has already. */
export interface HeldOfCatalogue {
  /** Of the items that it needs: answered only as far as they have changed. */
  ids: string[];
  /** As of when; null of nothing. */
  revision: Revision | null;
}

const SWEPT_AT_ONCE = 1_000;

/** A shop's items, the ledger of their prices and stock, and who waits for a change of them. */
export class Catalogue extends Receiver<ItemLearnt | Waits | WaitsNoMore> {
  protected override readonly binding = "CATALOGUE";
  readonly #store: CatalogueStore;
  readonly #ledger: PriceLedger;
  readonly #index: CatalogueFacts;
  readonly #runs: FeedRuns;
  readonly #waiting: WaitingLists;
  readonly #sockets: LiveSockets;
  /** What the messages of one fold change. */
  #folding: CatalogueCommit | null = null;
  #nextLapse: number | null;
  /** Ids of items of which `cards` answers another now. */
  readonly #changes = new RecentChanges();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, CATALOGUE_STEPS);
    const { sql } = ctx.storage;
    this.#store = new CatalogueStore(sql);
    this.#ledger = new PriceLedger(sql);
    this.#index = new CatalogueFacts(sql);
    this.#runs = new FeedRuns(sql);
    this.#waiting = new WaitingLists(sql);
    this.#sockets = new LiveSockets(ctx);
    this.#nextLapse = this.#waiting.nextLapse();
  }

  /**
   * Adds or replaces items; for each, whether anything changed. One commit. Items keep which `feed`
   * brought them last, and with a `run` of it, for `sweep`, that this run did.
   */
  async put(cards: Card[], now: number, feed?: string, run?: string): Promise<boolean[]> {
    const ids = cards.map(({ id }) => id);
    const changed = this.#commit(now, (commit) => {
      if (feed !== undefined && run !== undefined) this.#runs.mark(feed, run, ids);
      return cards.map((card) => commit.put(card, feed ?? null));
    });
    await this.arm(now);
    return changed;
  }

  /** Takes items out of the catalogue; how many were in it. They come back when they are put again. */
  remove(ids: string[], now: number): number {
    return this.#commit(now, (commit) => commit.remove(ids));
  }

  /**
   * Removes items that a feed brought and its `run` lacks, so many at once that others need not wait
   * long; how many. 0 says that none is left. A run that has put nothing removes nothing.
   */
  sweep(feed: string, run: string, now: number): number {
    const brought = this.#runs.brought(feed, run);
    if (brought === null) return 0;
    const lacking = this.#store.ofFeed(feed).filter((id) => !brought(id));
    return this.remove(lacking.slice(0, SWEPT_AT_ONCE), now);
  }

  /**
   * The items that exist of `ids`, with what the ledger and their waiting lists say of them; of those
   * that the asker holds, too, as far as they have changed.
   */
  cards(ids: string[], held: HeldOfCatalogue = { ids: [], revision: null }): CardsRead {
    const told = this.#changes.since(held.revision);
    const changed = told.changed && new Set(told.changed);
    const asked = [...ids, ...held.ids.filter((id) => changed === null || changed.has(id))];
    const cards = asked.flatMap((id) => this.#store.cardWithOffer(id) ?? []);
    return { ...told, version: this.#ledger.version(), cards };
  }

  /** What the merchant says of how items are used up. */
  uses(): ItemUse[] {
    return this.#store.uses();
  }

  /** One item with what is known of where it comes from, or null. */
  item(id: string): StoredItem | null {
    return this.#store.item(id);
  }

  /** The items that hold every word of a query, the best answer first. */
  search(query: string, count: number): Card[] {
    return searchItems(this.ctx.storage.sql, query, count);
  }

  /** By `stockKey`: ids of some items that are offered within each query, the newest first. */
  stock(queries: StockQuery[], count: number): Map<string, string[]> {
    return this.#index.stock(queries, count);
  }

  /** What is known of the items on each axis. */
  axisFacts(axes: string[]): Map<string, AxisFacts> {
    return this.#index.of(axes);
  }

  /** Minor units; 0 when nothing has a price. */
  medianPrice(): number {
    return this.#index.of([ALL]).get(ALL)?.median ?? 0;
  }

  /** An item's ledger below version `before`, newest first, and what it says of the price now. */
  prices(id: string, before: number | null, now: number): PricesRead {
    const { card, facts } = this.#store.item(id) ?? { card: null, facts: null };
    const rows = [...this.#ledger.rows(id, before, LEDGER_PAGE)];
    const currency = card?.currency ?? null;
    const lowest = currency === null ? null : lowestBefore(now, currency, this.#ledger.rows(id));
    return { card, facts, lowest, rows, isWhole: rows.length < LEDGER_PAGE };
  }

  /** Where a person stands in the waiting lists of `items`. */
  places(person: string, items: string[]): Map<string, Place> {
    return new Map(items.map((item) => [item, this.#waiting.place(item, person)]));
  }

  /** Takes people out of the waiting lists, and closes what their pages listen on. */
  async erase(names: string[], now: number): Promise<Removed> {
    const messages = await this.forgetMessages(names, now);
    for (const name of names) this.#sockets.close(name);
    const waiting = this.ctx.storage.transactionSync(() => this.#waiting.erase(names, now));
    this.#nextLapse = this.#waiting.nextLapse();
    this.#changes.noteAll();
    return { messages, waiting };
  }

  /** The socket of a page, see `routes/live.ts`. What has changed `since` is told at once. */
  override fetch(request: Request): Response {
    const { searchParams } = new URL(request.url);
    const { 0: client, 1: server } = new WebSocketPair();
    const items = searchParams.getAll("item");
    if (!this.#sockets.accept(server, searchParams.get("visitor") ?? "", items))
      return new Response(null, { status: 503 });
    const since = Number(searchParams.get("since"));
    const changed = items.filter((item) => (this.#ledger.newest(item)?.time ?? 0) > since);
    if (changed.length > 0) this.#sockets.tellOne(server, changed, this.#ledger.version());
    return new Response(null, { status: 101, webSocket: client });
  }

  /** A page has nothing to say here but `ping`, which the platform answers. */
  override webSocketMessage(socket: WebSocket): void {
    this.#sockets.drop(socket);
    socket.close(1008, "nothing is read here");
  }

  /** Answered, since a page that waits for its socket to close is not kept for the way back. */
  override webSocketClose(socket: WebSocket): void {
    this.#sockets.drop(socket);
    socket.close();
  }

  override webSocketError(socket: WebSocket): void {
    this.#sockets.drop(socket);
  }

  protected override fold(told: ItemLearnt | Waits | WaitsNoMore, now: number): void {
    this.#folding ??= this.#open(now);
    if (told.kind === "item_learnt") this.#folding.learn(told);
    else {
      this.#changes.note([told.item]);
      if (told.kind === "waits_no_more") this.#waiting.leave(told, now);
      else this.#waiting.join(told, this.#store.item(told.item)?.card ?? null, now);
    }
  }

  protected override save(): void {
    if (this.#folding !== null) this.#close(this.#folding);
    this.#folding = null;
  }

  protected override dueAt(): number | null {
    const dues = [super.dueAt(), this.#nextLapse].filter((due) => due !== null);
    return dues.length === 0 ? null : Math.min(...dues);
  }

  protected override async runDue(now: number): Promise<void> {
    await super.runDue(now);
    this.ctx.storage.transactionSync(() => this.#waiting.passOn(now));
    if (this.#waiting.nextLapse() !== this.#nextLapse) this.#changes.noteAll();
    this.#nextLapse = this.#waiting.nextLapse();
  }

  protected override reload(): void {
    super.reload();
    this.#index.forget();
    this.#changes.noteAll();
    this.#folding = null;
    this.#nextLapse = this.#waiting.nextLapse();
  }

  #commit<T>(now: number, act: (commit: CatalogueCommit) => T): T {
    try {
      return this.ctx.storage.transactionSync(() => {
        const commit = this.#open(now);
        const result = act(commit);
        this.#close(commit);
        return result;
      });
    } catch (error) {
      this.#index.forget();
      throw error;
    }
  }

  #open(now: number): CatalogueCommit {
    const tables = {
      store: this.#store,
      ledger: this.#ledger,
      waiting: this.#waiting,
      index: this.#index,
    };
    return new CatalogueCommit(tables, now);
  }

  /** What is sent leaves when the commit is on disk. */
  #close(commit: CatalogueCommit): void {
    commit.close();
    if (commit.changed.size > 0) this.#changes.note(commit.changed);
    this.#nextLapse = this.#waiting.nextLapse();
    this.#sockets.tell(commit.news, commit.version);
  }
}
