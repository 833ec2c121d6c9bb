import { type Card, type Cards, isOutOfStock } from "../../catalogue/index.ts";
import type { Inputs, ShownPage } from "./inputs.ts";

type Shop = Pick<Inputs, "cards" | "pages" | "rules">;

/**
 * What a page shows already and what it may still show: each product once, whichever slot or
 * variant it comes in, and in the wanted currency as far as the shop has items in it.
 */
export class Page {
  readonly #shop: Shop;
  readonly #cards: Cards;
  readonly #pages: ReadonlyMap<string, ShownPage>;
  readonly #shown: Set<string>;
  readonly #groups = new Set<string>();

  /** @param shown items that the page shows before any slot is filled */
  constructor(shop: Shop, shown: Iterable<string>) {
    this.#cards = shop.cards;
    this.#pages = shop.pages;
    this.#shop = shop;
    this.#shown = new Set(shown);
    for (const id of this.#shown) this.#addGroup(id);
  }

  card(id: string): Card | undefined {
    return this.#cards.get(id);
  }

  /** What an item or a page is called. */
  title(id: string): string {
    return (this.#cards.get(id) ?? this.#pages.get(id))?.title ?? id;
  }

  /**
   * The currency to keep to: the wanted one, else the shop's. A currency that nothing is priced in is
   * no reason to show nothing.
   */
  currencyFor(wanted: string | null): string | null {
    const { cards, rules } = this.#shop;
    for (const currency of [wanted, rules.currency]) {
      if (currency === null) continue;
      for (const card of cards.values()) if (card.currency === currency) return currency;
    }
    return null;
  }

  /**
   * Why it cannot be shown on this page, whoever asks; null when it can.
   *
   * @param currency that what has a price must be priced in; null for any
   */
  refusal(id: string, currency: string | null): string | null {
    if (this.#shown.has(id)) return "on the page already";
    const card = this.#cards.get(id);
    if (card === undefined) return this.#pages.has(id) ? null : "not in the catalogue";
    if (isOutOfStock(card)) return "out of stock";
    if (card.group !== null && this.#groups.has(card.group)) return "a variant is on the page";
    const isForeign = currency !== null && card.currency !== null && card.currency !== currency;
    return isForeign ? "in another currency" : null;
  }

  show(id: string): void {
    this.#shown.add(id);
    this.#addGroup(id);
  }

  #addGroup(id: string): void {
    const group = this.#cards.get(id)?.group;
    if (group) this.#groups.add(group);
  }
}
