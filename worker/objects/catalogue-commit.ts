import {
  type Card,
  isInStock,
  type ItemLearnt,
  learn,
  type PriceFacts,
  priceFacts,
  type Word,
} from "../core/catalogue/index.ts";
import type { CatalogueFacts } from "../storage/catalogue-facts.ts";
import type { CatalogueStore, StoredItem } from "../storage/catalogue-store.ts";
import type { LedgerEntry, PriceLedger } from "../storage/price-ledger.ts";
import type { WaitingLists } from "./waiting-lists.ts";

/** What pages may teach a shop's catalogue, since anybody can write a page's events. */
const MAX_LEARNT = 50_000;

export interface CatalogueTables {
  store: CatalogueStore;
  ledger: PriceLedger;
  waiting: WaitingLists;
  /** Of items by axis, in memory. */
  index: CatalogueFacts;
}

/** The changes that the catalogue makes in one commit, with their rows in the ledger. */
export class CatalogueCommit {
  /** Items whose change somebody who looked at them may want to know of. */
  readonly news: string[] = [];
  /** Items that are others than before. */
  readonly changed = new Set<string>();
  readonly #tables: CatalogueTables;
  readonly #entry: LedgerEntry;
  /** Epoch ms. */
  readonly #now: number;

  constructor(tables: CatalogueTables, now: number) {
    this.#tables = tables;
    this.#entry = tables.ledger.open(now);
    this.#now = now;
  }

  /** Of the ledger, once this is done. */
  get version(): number {
    return this.#entry.version;
  }

  /** Takes an item as the shop has it; whether anything changed. */
  put(card: Card, from: string | null): boolean {
    const { store, ledger } = this.#tables;
    const known = store.item(card.id);
    const feed = from ?? known?.feed ?? null;
    const isSame = known?.word === null && JSON.stringify(known.card) === JSON.stringify(card);
    if (isSame && known.feed === feed) return false;
    const since = known?.added ?? ledger.firstTime(card.id);
    const added = since ?? this.#now;
    const facts = since === null ? this.#recordFirst(card) : this.#recordNext(card, known);
    store.put({ card, added, word: null, feed, facts });
    if (known !== null && known.word !== null) store.dropWord(card.id);
    this.changed.add(card.id);
    this.#tables.index.put(card, added);
    return !isSame;
  }

  /** What pages teach. An item of the shop's own stays as the shop has it, or as it took it out. */
  learn(told: ItemLearnt): void {
    const { store, ledger } = this.#tables;
    const { id } = told.card;
    const known = store.item(id);
    if (known?.word === null) return;
    if (known === null && ledger.newest(id)?.availability === "removed") return;
    if (known === null && store.countLearnt() >= MAX_LEARNT) return;
    const { card, word, isNews } = learn(known as (StoredItem & { word: Word }) | null, told);
    const isAgreed = isNews || (known?.facts != null && !sameOffer(known, card));
    const facts = isAgreed ? this.#recordNext(card, known) : (known?.facts ?? null);
    const added = known?.added ?? this.#now;
    store.put({ card, added, word, feed: null, facts });
    if (isAgreed || JSON.stringify(card) !== JSON.stringify(known?.card)) this.changed.add(id);
    this.#tables.index.put(card, added);
  }

  /** Takes items out; how many there were. */
  remove(ids: readonly string[]): number {
    const { store, waiting } = this.#tables;
    const known = ids.filter((id) => store.remove(id));
    for (const id of known) {
      this.#tables.index.remove(id);
      this.#entry.recordRemoval(id);
      this.changed.add(id);
      waiting.withdraw(id);
    }
    this.news.push(...known);
    return known.length;
  }

  /** Called last, inside the commit. */
  close(): void {
    this.#entry.close();
  }

  /** Notes what an item is offered for that was never here before: nobody waits for it. */
  #recordFirst(card: Card): PriceFacts | null {
    this.#entry.record(card);
    return card.price === null ? null : { since: this.#now, reference: null };
  }

  /** Notes what an item is offered for from now on, if that is news to the ledger. */
  #recordNext(card: Card, known: StoredItem | null): PriceFacts | null {
    if (known !== null && sameOffer(known, card)) return known.facts;
    const { ledger, waiting } = this.#tables;
    this.#entry.record(card);
    this.#entry.prune(card.id);
    const isSamePrice = known?.facts != null && samePrice(known.card, card);
    const isSameStock = known !== null && sameStock(known.card, card);
    const isServed = !isSameStock && waiting.serve(card, this.#now);
    const isTurned = known === null || isInStock(known.card) !== isInStock(card);
    if (!isSamePrice || isTurned || isServed) this.news.push(card.id);
    return isSamePrice ? known.facts : priceFacts(ledger.rows(card.id));
  }
}

const samePrice = (a: Card, b: Card) => a.price === b.price && a.currency === b.currency;

const sameStock = (a: Card, b: Card) =>
  a.availability === b.availability && a.quantity === b.quantity;

/** Whether the ledger has this of the item already. */
const sameOffer = ({ card, facts }: StoredItem, now: Card) =>
  samePrice(card, now) && sameStock(card, now) && (facts !== null || now.price === null);
