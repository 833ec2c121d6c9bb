import type { ItemDictionary } from "./item-dictionary.ts";
import {
  type NextItem,
  type NextItemsAsk,
  RECENT_ITEMS,
  bestOf,
  eachRecent,
} from "./next-items.ts";
import type { NumberBoard } from "./number-board.ts";
import type { RowView } from "./row-pool.ts";

/** What is asked of a table, which has the rows itself. */
export interface TableAsk extends NextItemsAsk {
  /** Items that may not be answered with. */
  exclude: Iterable<string>;
  /** Epoch ms. */
  now: number;
  /** Another than the table's own. */
  popularityDiscount?: number;
}

export interface ScaledRow {
  view: RowView;
  /** What the weights are multiplied by, the neighbours' discounts aside. */
  scale: number;
}

/** `nextItems` over item numbers. `board` is scratch, and `rowOf` the row of an item, if it has one. */
export function nextByNumber(
  ask: TableAsk,
  items: ItemDictionary,
  board: NumberBoard,
  rowOf: (number: number) => ScaledRow | null,
): NextItem[] {
  const { recent } = ask;
  // Items that are not in the dictionary come up as reminders, under numbers that are not taken.
  const strangers = items.nextNumber;
  const numbers = recent.slice(0, RECENT_ITEMS).map((id, age) => items.find(id) ?? strangers + age);
  const discounts = items.discounts(ask.popularityDiscount);
  board.reset(strangers + RECENT_ITEMS);
  const remind = (age: number, score: number): void => board.contribute(numbers[age]!, score, age);
  eachRecent(ask, remind, (age, weight) => {
    const number = numbers[age]!;
    const row = number < strangers ? rowOf(number) : null;
    if (row !== null) board.contributeRow(row.view, weight, row.scale, discounts, age);
  });
  const placeOf = (id: string): number =>
    board.find(numbers[recent.indexOf(id)] ?? items.find(id) ?? -1);
  const excluded = new Set(Array.from(ask.exclude, placeOf));
  const idOf = (place: number): string => {
    const number = board.number(place);
    return number < strangers ? items.id(number) : recent[number - strangers]!;
  };
  return bestOf(board, ask, idOf, (place) => !excluded.has(place), excluded.size);
}
