import type { Want } from "../../wire/batch.ts";
import { type Card, type Cards, isOutOfStock } from "../catalogue/index.ts";
import {
  type BlockPart,
  type BlockPlace,
  fillPlaces,
  merchandisingOf,
  standing,
} from "../recommend/index.ts";
import { CAPS } from "./caps.ts";
import { decideSlots, type Shelves } from "./decide.ts";
import { putFirst } from "./newest-first.ts";
import { markReceipt } from "./profile.ts";
import type { PersonState, Profile } from "./state.ts";

/** One image or link of a mail's block, asked for by whoever opened the mail. */
export interface BlockAsked {
  /** What the block was made for, with its own name as the slot and with a count. */
  want: Want & { count: number };
  part: BlockPart;
  /** From 0. */
  place: number;
  /** False for a program that only tries the links of a mail: it neither sees nor clicks. */
  isPerson: boolean;
}

/** The items that a block showed when it was last opened. */
export const itemsOfBlock = ({ profile }: PersonState, block: string): string[] =>
  blockOf(profile, block)?.places.flatMap((place) => place?.item ?? []) ?? [];

const blockOf = (profile: Profile, block: string) => profile.blocks?.find(({ id }) => id === block);

/**
 * The item that one place of a mail shows, chosen now for all places that have none: what was bought,
 * dismissed, sold out or taken off since is replaced, and nothing is shown twice. Null when the
 * catalogue has nothing for it. Marks what was shown and clicked on the receipts.
 *
 * @returns also whether this is news, so that what repeats costs no row
 */
export function openBlock(
  state: PersonState,
  { want, part, place, isPerson }: BlockAsked,
  shelves: Shelves,
  now: number,
  newId: () => string,
): { card: Card | null; changed: boolean } {
  const { profile } = state;
  const { cards } = shelves;
  const { slot, count } = want;
  const known = blockOf(profile, slot);
  const hidden = withheld(profile, shelves, slot);
  const mayShow = (item: string) => cards.has(item) && !hidden.has(item);
  const before = standing(known, count, { part, place }, now, mayShow);
  const { isDue } = before;
  const kept = before.places.flatMap((each) => each?.item ?? []);
  let { places } = before;
  if (isDue) {
    const missing = count - kept.length;
    const exclude = [...hidden, ...kept, ...variantsOf(kept, cards)];
    const asked = { ...want, count: missing, exclude };
    const decided = decideSlots(state, [], [asked], { ...shelves, isFixed: true }, now, newId)[
      slot
    ]!;
    // A block shows items: a page of the shop has no picture.
    const items = decided.items.map(({ id }) => id).filter((id) => cards.has(id));
    places = fillPlaces(places, items, decided.receipt_id);
    const entry = { id: slot, opened: kept.length > 0 ? known!.opened : now, places };
    putFirst((profile.blocks ??= []), entry, ({ id }) => id === slot, CAPS.blocks);
  }
  const at = places[place] ?? null;
  // Who loads one image of a mail loads them all: an opening is one row, not one an image.
  const shown = part === "image" ? places : [at];
  const isMarked = isPerson && mark(profile, "shown", shown);
  const isClicked = isPerson && part === "link" && mark(profile, "clicked", [at]);
  const card = at === null ? null : cards.get(at.item)!;
  return { card, changed: isDue || isMarked || isClicked };
}

/** Marks what places show on the receipts of their choice; says whether that is news. */
function mark(
  profile: Profile,
  what: "shown" | "clicked",
  places: readonly (BlockPlace | null)[],
): boolean {
  let isNews = false;
  for (const place of places)
    if (place !== null && markReceipt(profile, place.receipt, what, [place.item])) isNews = true;
  return isNews;
}

/**
 * What this mail does not show this person: what they have, what they or the shop do not want there,
 * what is sold out, and what has no picture.
 */
function withheld(
  { bought, dismissed }: Profile,
  { cards, rules }: Shelves,
  slot: string,
): Set<string> {
  const hidden = new Set([...dismissed, ...merchandisingOf(rules.merchandising, slot).exclude]);
  for (const id of bought) if (cards.get(id)?.replenishable !== true) hidden.add(id);
  for (const card of cards.values())
    if (card.image_link === null || isOutOfStock(card)) hidden.add(card.id);
  return hidden;
}

/** The other variants of products that the block shows already. */
function variantsOf(items: readonly string[], cards: Cards): string[] {
  const groups = new Set(items.map((id) => cards.get(id)?.group ?? null));
  groups.delete(null);
  return [...cards.values()].filter(({ group }) => groups.has(group)).map(({ id }) => id);
}
