import type { Behaviour } from "./behaviour.ts";
import { chanceOf, type Circumstances, lifted, type Rates, ratesOf, type Stage } from "./chain.ts";
import { normal, pulled, type Roll } from "./draws.ts";
import { CURRENCY, drawGood, ga4Item, type Good, GOODS } from "./goods.ts";

/** What a page tells the tag: a GA4 name and its parameters. */
export type Tell = [name: string, fields: object];

export interface Page {
  path: string;
  title: string;
  /** Told when the page opens. */
  tells: Tell[];
  /** The item that it may put into the cart. */
  good: Good | null;
  /** How long it is looked at, and how far down. */
  seconds: number;
  scroll: number;
}

const HOME_LANDING = 0.35;
const ITEM_LANDING = 0.75;
const CART_PAGE = 0.3;
const SHOWN_IN_LIST = 6;

/** One visit, page by page, as the chain of `chain.ts` goes. */
export class Visit {
  readonly #behaviour: Behaviour;
  readonly #need: number;
  readonly #favourite: number;
  readonly #transaction: string;
  #rates: Rates;
  #stage: Stage = "landing";
  #pages = 0;
  #seen: number[] = [];
  #cart: Good[] = [];
  #clicked: number | null = null;

  constructor(
    behaviour: Behaviour,
    at: Circumstances,
    { favourite, transaction }: { favourite: number; transaction: string },
  ) {
    this.#behaviour = behaviour;
    this.#need = at.need;
    this.#favourite = favourite;
    this.#transaction = transaction;
    this.#rates = ratesOf(behaviour, at);
  }

  /** The exact probability of an order from here, before it is known whether `page` fills the cart. */
  chance(page: Page | null = null): number {
    const stays = chanceOf(this.#rates, this.#clicked === null ? this.#stage : this.#clickedTo());
    if (this.#stage !== "landing" && this.#stage !== "browse") return stays;
    const { add } = this.#rates;
    const isItem = this.#clicked !== null || (page !== null && page.good !== null);
    const filling = this.#pages === 0 ? (ITEM_LANDING - HOME_LANDING) * add : isItem ? add : 0;
    return filling * chanceOf(this.#rates, "cart") + (1 - filling) * stays;
  }

  /** Something has multiplied the odds of each step to an order by e^`pull`. */
  lift(pull: number): void {
    this.#rates = lifted(this.#rates, pull);
  }

  /** The next page is this item's, without thinking twice. */
  click(id: string): void {
    const place = GOODS.findIndex((good) => good.id === id);
    if (place >= 0) this.#clicked = place;
  }

  /** Whether the item of the page is put into the cart. */
  adds({ good }: Page, roll: Roll): boolean {
    if (good === null || roll() >= this.#rates.add) return false;
    this.#cart.push(good);
    this.#stage = "cart";
    return true;
  }

  /** The next page, or null when the visit is over. */
  turn(roll: Roll): Page | null {
    const kind = this.#turn(roll);
    if (kind === null) return null;
    this.#pages += 1;
    const { reading, readingSpread, needReading } = this.#behaviour;
    const log = readingSpread * normal(roll) + needReading * this.#need;
    const seconds = Math.min(600, Math.max(2, reading * Math.exp(log)));
    return { ...kind, seconds, scroll: Math.floor(20 + 80 * roll()) };
  }

  /** A click is a second page. */
  #clickedTo(): Stage {
    return this.#stage === "landing" ? "browse" : this.#stage;
  }

  #turn(roll: Roll): Pick<Page, "path" | "title" | "tells" | "good"> | null {
    const rates = this.#rates;
    if (this.#clicked !== null) {
      const place = this.#clicked;
      this.#clicked = null;
      this.#stage = this.#clickedTo();
      return this.#item(place);
    }
    if (this.#pages === 0) return this.#landing(roll);
    switch (this.#stage) {
      case "landing":
        if (roll() < rates.bounce) return null;
        this.#stage = "browse";
        return this.#browse(roll);
      case "browse":
        return roll() < rates.leave ? null : this.#browse(roll);
      case "cart":
        return roll() < rates.leaveCart ? null : this.#goOnWithCart(roll);
      case "address":
        if (roll() >= rates.step) return null;
        this.#stage = "payment";
        return page("/checkout/payment", "Payment", [["add_shipping_info", this.#worth()]]);
      case "payment":
        return roll() < rates.step ? this.#thanks() : null;
    }
  }

  #landing(roll: Roll) {
    const draw = roll();
    if (draw < HOME_LANDING) return page("/", "Home", []);
    return draw < ITEM_LANDING ? this.#item(this.#drawGood(roll)) : this.#list(roll);
  }

  #browse(roll: Roll) {
    const { item, help, needSearching } = this.#behaviour;
    const search = pulled(this.#behaviour.search, needSearching * this.#need);
    let draw = roll();
    if ((draw -= item) < 0) return this.#item(this.#drawGood(roll));
    if ((draw -= search) < 0) {
      const term = GOODS[this.#drawGood(roll)]!.category.toLowerCase();
      return page(`/search?q=${term}`, `Search: ${term}`, [["search", { search_term: term }]]);
    }
    if ((draw -= help) < 0)
      return roll() < 0.5 ? page("/shipping", "Shipping", []) : page("/returns", "Returns", []);
    return this.#list(roll);
  }

  #goOnWithCart(roll: Roll) {
    if (roll() < this.#rates.begin) {
      this.#stage = "address";
      return page("/checkout", "Checkout", [["begin_checkout", this.#worth()]]);
    }
    if (roll() < this.#rates.remove) {
      const emptied = this.#worth();
      this.#cart = [];
      this.#stage = "browse";
      return page("/cart", "Cart", [["remove_from_cart", emptied]]);
    }
    return roll() < CART_PAGE
      ? page("/cart", "Cart", [["view_cart", this.#worth()]])
      : this.#browse(roll);
  }

  #thanks() {
    const order = { ...this.#worth(), transaction_id: this.#transaction };
    return page("/thanks", "Thank you", [["purchase", order]]);
  }

  #item(place: number) {
    this.#seen.push(place);
    const good = GOODS[place]!;
    const fields = { currency: CURRENCY, value: good.price, items: [ga4Item(good)] };
    return page(`/p/${good.id}/`, good.title, [["view_item", fields]], good);
  }

  #list(roll: Roll) {
    const shown = Array.from({ length: SHOWN_IN_LIST }, () => GOODS[this.#drawGood(roll)]!);
    const { category } = shown[0]!;
    const fields = { item_list_name: category, currency: CURRENCY, items: shown.map(ga4Item) };
    return page(`/c/${category}/`, category, [["view_item_list", fields]]);
  }

  #drawGood(roll: Roll): number {
    const { favourite, needAgain } = this.#behaviour;
    const again = pulled(this.#behaviour.again, needAgain * this.#need);
    const seen = this.#seen[Math.floor(roll() * this.#seen.length)];
    if (seen !== undefined && roll() < again) return seen;
    if (roll() < favourite) return drawGood(roll, this.#favourite);
    return Math.floor(roll() * GOODS.length);
  }

  #worth() {
    const items = this.#cart.map(ga4Item);
    const value = Number(items.reduce((sum, { price }) => sum + price, 0).toFixed(2));
    return { currency: CURRENCY, value, items };
  }
}

const page = (path: string, title: string, tells: Tell[], good: Good | null = null) => ({
  path,
  title,
  tells,
  good,
});
