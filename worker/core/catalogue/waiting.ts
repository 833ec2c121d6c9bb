import type { Card } from "./card.ts";

/** How long a place that was given to somebody is kept before it passes on. */
export const PLACE_MS = 24 * 3_600_000;
/** Nobody waits longer than this. */
export const WAIT_MS = 90 * 86_400_000;
/** Longest list of one item; whoever comes later is not taken. */
export const MAX_WAITING = 10_000;

/** A person asks to be told when an item is in stock again: a message to the catalogue. */
export interface Waits {
  kind: "waits";
  item: string;
  person: string;
  /** When the person asked (epoch ms): the order of the list. */
  at: number;
}

/** A person waits no more; `bought` takes the piece along that was kept for them. */
export interface WaitsNoMore {
  kind: "waits_no_more";
  item: string;
  person: string;
  bought: boolean;
}

/**
 * Where a person stands in an item's list: since when a piece is promised to them (epoch ms), or
 * `waiting` for one, or `gone` from the list.
 */
export type Place = number | "waiting" | "gone";

type Stock = Pick<Card, "availability" | "quantity">;

/** Whether an item can be waited for. What can be ordered ahead needs no waiting. */
export const isOutOfStock = ({ availability, quantity }: Stock): boolean =>
  availability === "out_of_stock" || (availability === "in_stock" && quantity === 0);

export const isInStock = ({ availability, quantity }: Stock): boolean =>
  availability === "in_stock" && quantity !== 0;

/**
 * Pieces that are promised to nobody, after somebody who had a promise has left the list. A buyer's
 * piece is gone; but when fewer are there than were promised, the shop's count has it already.
 */
export const freeAfter = (free: number, bought: boolean): number =>
  bought && free >= 0 ? free : free + 1;
