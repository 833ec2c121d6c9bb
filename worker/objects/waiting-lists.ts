import {
  type Card,
  freeAfter,
  isInStock,
  MAX_WAITING,
  type Place,
  PLACE_MS,
  WAIT_MS,
  type Waits,
  type WaitsNoMore,
} from "../core/catalogue/index.ts";
import { WaitingStore } from "../storage/waiting-store.ts";

/**
 * Gives the pieces of items that have come back to those who wait for them: in the order in which
 * they asked, only as far as pieces go, and from whoever does not buy within a day on to the next.
 * Where nobody counts the pieces there is nothing to give out: whoever waits may know at once.
 */
export class WaitingLists {
  readonly #store: WaitingStore;

  constructor(sql: SqlStorage) {
    this.#store = new WaitingStore(sql);
  }

  /** After an item's stock has changed; whether somebody was promised a piece. */
  serve(card: Card, now: number): boolean {
    const { people, promised } = this.#store.count(card.id);
    if (people === 0 && this.#store.free(card.id) === null) return false;
    if (isInStock(card) && card.quantity !== undefined)
      return this.#promise(card.id, card.quantity - promised, now);
    this.withdraw(card.id);
    return false;
  }

  /** There are no pieces to give: who was promised one waits again. */
  withdraw(item: string): void {
    if (this.#store.free(item) === null) return;
    this.#store.takeBack(item);
    this.#store.setFree(item, 0, PLACE_MS, false);
  }

  /** `card` is the item as it stands: it may be back before the message that asks for it. */
  join({ item, person, at }: Waits, card: Card | null, now: number): void {
    const { people, promised } = this.#store.count(item);
    if (people >= MAX_WAITING) return;
    this.#store.join(item, person, at);
    if (card === null || !isInStock(card) || card.quantity === undefined) return;
    this.#promise(item, this.#store.free(item) ?? card.quantity - promised, now);
  }

  leave({ item, person, bought }: WaitsNoMore, now: number): void {
    const place = this.#store.leave(item, person);
    if (typeof place === "string") return;
    this.#promise(item, freeAfter(this.#store.free(item) ?? 0, bought), now);
  }

  /** Takes people out of all lists, as if they had left them; how many places that were. */
  erase(names: readonly string[], now: number): number {
    const places = this.#store.listsOf(names);
    for (const { item, person } of places)
      this.leave({ kind: "waits_no_more", item, person, bought: false }, now);
    return places.length;
  }

  /** Passes on the places of those who were served a day ago. */
  passOn(now: number): void {
    for (const item of this.#store.lapsed(now)) {
      const passed = this.#store.passOn(item, now - PLACE_MS);
      this.#promise(item, (this.#store.free(item) ?? 0) + passed, now, passed > 0);
    }
  }

  place(item: string, person: string): Place {
    return this.#store.place(item, person);
  }

  /** When a place must next be passed on (epoch ms), or null. */
  nextLapse(): number | null {
    return this.#store.nextLapse();
  }

  /** `free` is negative when others have bought what was promised: a place once given stands. */
  #promise(item: string, free: number, now: number, isNews = false): boolean {
    this.#store.forget(item, now - WAIT_MS);
    const promised = free > 0 ? this.#store.promise(item, free, now) : 0;
    this.#store.setFree(item, free - promised, PLACE_MS, isNews || promised > 0);
    return promised > 0;
  }
}
