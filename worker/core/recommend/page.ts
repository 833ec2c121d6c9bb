import type { Card } from "../catalogue/index.ts";

/**
 * What a page shows already and what it may still show: each product once, whichever slot or
 * variant it comes in.
 */
export class Page {
  readonly #cards: ReadonlyMap<string, Card>;
  readonly #items: Set<string>;
  readonly #groups = new Set<string>();

  /** @param shown items that the page shows before any slot is filled */
  constructor(cards: ReadonlyMap<string, Card>, shown: Iterable<string>) {
    this.#cards = cards;
    this.#items = new Set(shown);
    for (const id of this.#items) this.#addGroup(id);
  }

  card(id: string): Card | undefined {
    return this.#cards.get(id);
  }

  /** Whether the item is in the catalogue, can be ordered, and no variant of it is shown yet. */
  admits(id: string): boolean {
    const card = this.#cards.get(id);
    return (
      card !== undefined &&
      card.availability !== "out_of_stock" &&
      !this.#items.has(id) &&
      (card.group === null || !this.#groups.has(card.group))
    );
  }

  show(id: string): void {
    this.#items.add(id);
    this.#addGroup(id);
  }

  #addGroup(id: string): void {
    const group = this.#cards.get(id)?.group;
    if (group) this.#groups.add(group);
  }
}
