import {
  type Card,
  type ItemLearnt,
  learn,
  medianPrice,
  type PriceNews,
  type Word,
} from "../core/catalogue/index.ts";
import type { Env } from "../edge/env.ts";
import { CATALOGUE_STEPS, CatalogueStore, type StoredItem } from "../storage/catalogue-store.ts";
import { Receiver } from "./receiver.ts";

const NEWEST = 48;
const CHANGES = 200;
/** What pages may teach a shop's catalogue, since anybody can write a page's events. */
const MAX_LEARNT = 50_000;

/** A shop's items, and the ledger of their prices and stock. */
export class Catalogue extends Receiver<ItemLearnt> {
  protected override readonly binding = "CATALOGUE";
  readonly #store: CatalogueStore;
  /** Kept until an item changes: the median reads every price. */
  #news: PriceNews | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, CATALOGUE_STEPS);
    this.#store = new CatalogueStore(ctx.storage.sql);
  }

  /** Adds or replaces items; for each, whether anything changed. One commit. */
  put(cards: Card[], now: number): boolean[] {
    this.#news = null;
    return this.ctx.storage.transactionSync(() =>
      cards.map((card) => {
        const known = this.#store.item(card.id);
        const isSame = known?.word === null && JSON.stringify(known.card) === JSON.stringify(card);
        if (isSame) return false;
        this.#store.put(card, null, now);
        if (known === null || !sameOffer(known.card, card)) this.#store.recordPrice(card, now);
        return true;
      }),
    );
  }

  /** The items that exist of `ids`. */
  cards(ids: string[]): Card[] {
    return ids.flatMap((id) => this.#store.item(id)?.card ?? []);
  }

  /** One item with what is known of where it comes from, or null. */
  item(id: string): StoredItem | null {
    return this.#store.item(id);
  }

  newest(): Card[] {
    return this.#store.newest(NEWEST);
  }

  priceNews(): PriceNews {
    if (this.#news === null) {
      const changed = this.#store.latestPrices(CHANGES).map((change) => change.item);
      this.#news = { changed: [...new Set(changed)], median: medianPrice(this.#store.prices()) };
    }
    return this.#news;
  }

  /** What pages teach; an item of the shop's own list stays as the shop has it. */
  protected override fold(told: ItemLearnt, now: number): void {
    const known = this.#store.item(told.card.id);
    if (known?.word === null) return;
    if (known === null && this.#store.countLearnt() >= MAX_LEARNT) return;
    const { card, word, isNews } = learn(known as (StoredItem & { word: Word }) | null, told);
    this.#store.put(card, word, now);
    if (isNews) this.#store.recordPrice(card, now);
    this.#news = null;
  }

  protected override save(): void {}

  protected override reload(): void {
    this.#news = null;
  }
}

const sameOffer = (a: Card, b: Card) =>
  a.price === b.price && a.currency === b.currency && a.availability === b.availability;
