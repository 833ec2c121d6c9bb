import type { Cards } from "../../catalogue/index.ts";
import type { Affinity } from "../taste/affinity.ts";
import type { AxisFacts } from "../shelf/axis-facts.ts";
import type { AxisTop } from "../shelf/bestsellers.ts";
import type { Neighbours } from "../table/item-table.ts";
import type { ShopRules } from "./merchandising.ts";
import type { NextItemWeights } from "../table/next-items.ts";
import type { PageCard } from "../shelf/page-cards.ts";
import type { Draw } from "./strategies.ts";

export interface ViewedItem {
  id: string;
  /** Epoch ms. */
  last: number;
  views: number;
  sessions: number;
}

/** A content page as a slot shows it. */
export interface ShownPage extends PageCard {
  image_link?: string | null;
}

/** What is known of the visitor and the page that asks, before anything is read of the shop. */
export interface Situation {
  /** Across sessions, newest first. */
  viewed: readonly ViewedItem[];
  bought: ReadonlySet<string>;
  /** Taken off a shelf by the visitor, for good. */
  dismissed: ReadonlySet<string>;
  /** Item → quantity, the last put in first. */
  cart: ReadonlyMap<string, number>;
  /** Orders ever. */
  orders: number;
  /** The latest one, at a time in epoch ms. */
  lastOrder: { time: number; items: readonly string[] } | null;
  affinity: Affinity;
  /** Items that the page itself shows. */
  onScreen: ReadonlySet<string>;
  /** Segments that the visitor is in, the most telling first. */
  segments: readonly string[];
  /** Axis of the category being browsed. */
  browsing: string | null;
  /** That the page shows prices in, else the shop's; null when neither is known. */
  currency: string | null;
}

/** All that an answer rests on: the same inputs at the same time give the same bytes. */
export interface Inputs extends Situation {
  /** By item: what is viewed around those that `needs` named. */
  rows: ReadonlyMap<string, Neighbours>;
  /** How `rows` are summed; the shelf learns it of the shop's own visits. */
  weights: Readonly<NextItemWeights>;
  /** By item: what is bought with or after it. */
  baskets: ReadonlyMap<string, Neighbours>;
  /** By item or page: what buyers saw after it before they bought. */
  buyers: ReadonlyMap<string, Neighbours>;
  /** Content pages that `buyers` or the shop's rules name, by key. */
  pages: ReadonlyMap<string, ShownPage>;
  /** By axis: the bestsellers of those that `needs` named. */
  tops: ReadonlyMap<string, AxisTop>;
  /** By axis: what the catalogue knows of those that `needs` named. */
  facts: ReadonlyMap<string, AxisFacts>;
  /** By id: what the catalogue knows of all items that are named here; others cannot be shown. */
  cards: Cards;
  /** By `stockKey`: items that are offered, newest first, for where nothing else is known to show. */
  stock: ReadonlyMap<string, readonly string[]>;
  rules: ShopRules;
  /** Whether a slot has all of its places whatever is found, as a mail has. */
  isFixed?: boolean;
  /** By slot: how those whose scenario knows several ways are to be filled. */
  strategies: ReadonlyMap<string, Draw>;
}
