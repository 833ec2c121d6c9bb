import type { Contribution } from "../../../wire/decision.ts";
import { DEFAULT_COUNT, type Scenario, type Want } from "../../../wire/want.ts";
import { Diversity } from "./diversity.ts";
import { type Filter, filterOf, wantsItems } from "./filters.ts";
import type { Inputs } from "./inputs.ts";
import { type Merchandised, merchandisingOf } from "./merchandising.ts";
import type { Page } from "./page.ts";
import { isPageKey } from "../shelf/page-cards.ts";
import { PINNED_REASON } from "./reasons.ts";
import { currencyWanted } from "./stock-queries.ts";
import type { Draw } from "./strategies.ts";

/** An item that may be shown, with all that speaks for it. */
export interface Candidate {
  id: string;
  /** What the score is the sum of; the largest says the reason. */
  contributions: Contribution[];
  reason: string;
  /** Shown to learn whether it is liked, though nothing is known for it. */
  explored?: true;
}

export const sumOfParts = (contributions: readonly Contribution[]): number =>
  contributions.reduce((sum, { value }) => sum + value, 0);

/** Best first; ties go by id. */
export const ranked = (candidates: Iterable<Candidate>): Candidate[] =>
  Array.from(candidates, (one) => ({ one, score: sumOfParts(one.contributions) }))
    .sort((a, b) => b.score - a.score || (a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one);

/** One that would have been next, and why it was not shown. */
export interface PassedOver {
  id: string;
  why: string;
}

/** Of those passed over the first are kept: they explain what is missing from the top. */
const MAX_PASSED = 6;

/** Lists of the shop, which show what lies in the cart too; all else suggests something besides. */
const SHOWS_CART = new Set<Scenario>(["bestsellers", "recently_viewed", "top_rated", "value_hits"]);

/** A slot on its way: what its scenario found, what may have filled it up, and why. */
export class Draft {
  readonly want: Want;
  readonly items: Candidate[] = [];
  readonly passed: PassedOver[] = [];
  /** How it is to be filled, where its scenario knows several ways. */
  draw: Draw | null;
  /** Why the scenario could not fill it with its own; null while it has. */
  shortfall: string | null = null;
  /** Why and with what it is filled instead; null while it is filled as asked for. */
  fallback: string | null = null;
  #pinned = 0;
  readonly #count: number;
  readonly #page: Page;
  readonly #currency: string | null;
  readonly #visitor: Pick<Inputs, "dismissed" | "bought" | "cart">;
  readonly #rules: Merchandised;
  readonly #filter: Filter;
  readonly #diversity: Diversity;

  constructor(want: Want, page: Page, inputs: Inputs) {
    this.want = want;
    this.draw = inputs.strategies.get(want.slot) ?? null;
    this.#count = want.count ?? DEFAULT_COUNT;
    this.#page = page;
    this.#currency = page.currencyFor(currencyWanted(want, inputs));
    this.#visitor = inputs;
    this.#rules = merchandisingOf(inputs.rules.merchandising, want.slot);
    this.#filter = filterOf(want);
    this.#diversity = new Diversity({
      perCategory: want["per-category"],
      perBrand: want["per-brand"],
    });
  }

  /** Items that are not there because the shop has pinned them. */
  get own(): number {
    return this.items.length - this.#pinned;
  }

  /** Places that are still to be filled. */
  get room(): number {
    return this.#count - this.items.length;
  }

  /** Puts what the shop wants to see first there, in its order. */
  pin(): void {
    for (const id of this.#rules.pin) {
      const contributions = [{ source: "pinned by the shop", value: 1 }];
      if (this.choose({ id, contributions, reason: PINNED_REASON })) this.#pinned += 1;
    }
  }

  /** Whether the slot may show it now. */
  admits(id: string): boolean {
    return (this.#refusal(id) ?? this.#reluctance(id)) === null;
  }

  /**
   * Puts it into the slot if there is room and nothing speaks against it.
   *
   * @param asLast whether what one would rather not show is better than nothing
   */
  choose(candidate: Candidate, asLast = false): boolean {
    const { id } = candidate;
    if (this.room <= 0 || this.items.some((item) => item.id === id)) return false;
    const why = this.#refusal(id) ?? (asLast ? null : this.#reluctance(id));
    if (why !== null) {
      const isNews = this.passed.length < MAX_PASSED && !this.passed.some((one) => one.id === id);
      if (isNews) this.passed.push({ id, why });
      return false;
    }
    this.#page.show(id);
    const card = this.#page.card(id);
    if (card !== undefined) this.#diversity.add(card);
    this.items.push(candidate);
    return true;
  }

  /** Why it may not be shown here at all. */
  #refusal(id: string): string | null {
    if (this.#visitor.dismissed.has(id)) return "dismissed by the visitor";
    if (this.#rules.exclude.has(id)) return "excluded by the shop";
    if (id === this.want.item) return "what it is to go with";
    if (this.want.scenario === "cart" && this.#visitor.cart.has(id)) return "in the cart";
    const why = this.#page.refusal(id, this.#currency);
    if (why !== null) return why;
    const card = this.#page.card(id);
    if (card === undefined)
      return isPageKey(id) && wantsItems(this.want) ? "a page, where items are wanted" : null;
    return this.#filter(card) ?? this.#diversity.refusal(card);
  }

  /** Why it should not be shown as long as there is anything else. */
  #reluctance(id: string): string | null {
    if (this.#visitor.bought.has(id) && this.#page.card(id)?.replenishable !== true)
      return "bought already";
    if (!SHOWS_CART.has(this.want.scenario) && this.#visitor.cart.has(id)) return "in the cart";
    return this.#rules.bury.has(id) ? "buried by the shop" : null;
  }
}
