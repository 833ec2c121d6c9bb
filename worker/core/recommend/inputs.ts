import type { Card } from "../catalogue/index.ts";
import type { AxisTop } from "./bestsellers.ts";
import type { Neighbours } from "./item-table.ts";

export interface ViewedItem {
  id: string;
  /** Epoch ms. */
  lastViewed: number;
  views: number;
  sessions: number;
}

/** All that an answer rests on: the same inputs at the same time give the same bytes. */
export interface Inputs {
  /** Across sessions, newest first. */
  viewed: readonly ViewedItem[];
  bought: ReadonlySet<string>;
  /** Taken off a shelf by the visitor, for good. */
  dismissed: ReadonlySet<string>;
  cart: ReadonlySet<string>;
  /** Items that the page itself shows. */
  onScreen: ReadonlySet<string>;
  /** Items that slots filled before show. */
  taken: ReadonlySet<string>;
  /** Axis of the category being browsed. */
  browsing: string | null;
  /** By item: what is viewed around those that `needs` named. */
  rows: ReadonlyMap<string, Neighbours>;
  /** By axis: the bestsellers of those that `needs` named. */
  tops: ReadonlyMap<string, AxisTop>;
  /** By id: what the catalogue knows of all items that are named here; others cannot be shown. */
  cards: ReadonlyMap<string, Card>;
  /** Some items of the catalogue, newest first, for a shop where nothing has happened yet. */
  anyItems: readonly string[];
}
