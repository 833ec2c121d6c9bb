import { DecayedCounters } from "./decayed-counters.ts";
import { DAY } from "./forward-decay.ts";
import { ItemTable, type ItemTableOptions } from "../table/item-table.ts";
import { OutcomeSums } from "./outcomes.ts";
import { PageCards } from "./page-cards.ts";
import { newTuning, type Tuning } from "../tuning/index.ts";

/** The shelf's tables of what goes with what, by the name that storage knows them by. */
export const TABLES = ["table", "baskets", "buyers"] as const;
export type TableName = (typeof TABLES)[number];

/** All that a shelf has learnt. */
export interface ShelfMemory extends Record<TableName, ItemTable> {
  /** What the shop's own visits say of how to read the table of what is viewed. */
  tuning: Tuning;
  counters: DecayedCounters;
  outcomes: OutcomeSums;
  pages: PageCards;
}

/**
 * How each table learns (METHODS §1 for what is viewed). What is bought together has no order and no
 * distance. A buyer's way to an order is longer than a glance from item to item, and what came before
 * an item says little of what helped after it.
 */
const OPTIONS: Record<TableName, ItemTableOptions> = {
  table: {},
  baskets: { halfLife: 365 * DAY, rowsInMemory: 8_192 },
  buyers: { maxDistance: 12, backward: 0.25, rowsInMemory: 8_192 },
};

/** Exponent by which a neighbour's own popularity is held against it, in all tables (METHODS §1). */
export const POPULARITY_DISCOUNT = 0.3;

/** Loads a stored row of one of the tables by its number, if there is one. */
export type LoadRow = (table: TableName, number: number) => Uint8Array | undefined;

/** A shelf that has learnt nothing yet; without `load` all that it learns stays in memory. */
export function newShelfMemory(load?: LoadRow): ShelfMemory {
  const table = (name: TableName) =>
    new ItemTable(
      { ...OPTIONS[name], popularityDiscount: POPULARITY_DISCOUNT },
      load && ((number) => load(name, number)),
    );
  return {
    table: table("table"),
    baskets: table("baskets"),
    buyers: table("buyers"),
    tuning: newTuning(),
    counters: new DecayedCounters(),
    outcomes: new OutcomeSums(),
    pages: new PageCards(),
  };
}
