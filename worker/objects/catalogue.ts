import { DurableObject } from "cloudflare:workers";
import { type Card, medianPrice, type PriceNews } from "../core/catalogue/index.ts";
import type { Env } from "../edge/env.ts";
import { CATALOGUE_STEPS, CatalogueStore } from "../storage/catalogue-store.ts";
import { migrate } from "../storage/migrate.ts";

const NEWEST = 48;
const CHANGES = 200;

/** A shop's items, and the ledger of their prices and stock. */
export class Catalogue extends DurableObject<Env> {
  readonly #store: CatalogueStore;
  /** Kept until an item changes: the median reads every price. */
  #news: PriceNews | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, CATALOGUE_STEPS);
    this.#store = new CatalogueStore(ctx.storage.sql);
  }

  /** Adds or replaces items; for each, whether anything changed. One commit. */
  put(cards: Card[], now: number): boolean[] {
    this.#news = null;
    return this.ctx.storage.transactionSync(() =>
      cards.map((card) => {
        const known = this.#store.card(card.id);
        if (known !== null && JSON.stringify(known) === JSON.stringify(card)) return false;
        this.#store.put(card, now);
        if (known === null || !sameOffer(known, card)) this.#store.recordPrice(card, now);
        return true;
      }),
    );
  }

  /** The items that exist of `ids`. */
  cards(ids: string[]): Card[] {
    return ids.map((id) => this.#store.card(id)).filter((card) => card !== null);
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
}

const sameOffer = (a: Card, b: Card) =>
  a.price === b.price && a.currency === b.currency && a.availability === b.availability;
