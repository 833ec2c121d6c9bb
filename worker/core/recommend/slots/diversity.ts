import type { Card } from "../../catalogue/index.ts";

/** Counts what a slot shows of each category and brand, where it wants only so many of one. */
export class Diversity {
  readonly #perCategory: number;
  readonly #perBrand: number;
  readonly #categories = new Map<string, number>();
  readonly #brands = new Map<string, number>();

  constructor(limits: { perCategory?: number | undefined; perBrand?: number | undefined }) {
    this.#perCategory = limits.perCategory ?? Infinity;
    this.#perBrand = limits.perBrand ?? Infinity;
  }

  /** Why one more of the card's kind is too many; null when it is not. */
  refusal({ product_type, brand }: Card): string | null {
    if (
      this.#perCategory < Infinity &&
      (this.#categories.get(product_type) ?? 0) >= this.#perCategory
    )
      return "enough of its category";
    if (
      this.#perBrand < Infinity &&
      brand !== null &&
      (this.#brands.get(brand) ?? 0) >= this.#perBrand
    )
      return "enough of its brand";
    return null;
  }

  add({ product_type, brand }: Card): void {
    this.#categories.set(product_type, (this.#categories.get(product_type) ?? 0) + 1);
    if (brand !== null) this.#brands.set(brand, (this.#brands.get(brand) ?? 0) + 1);
  }
}
