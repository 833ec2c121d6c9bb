/** What a place of a mail's block shows, and the receipt of the decision that put it there. */
export interface BlockPlace {
  item: string;
  receipt: string;
}

/** A block of a mail as it was last opened. */
export interface OpenedBlock {
  id: string;
  /** When the opening began that its places were chosen at (epoch ms). */
  opened: number;
  /** By place; null where nothing could be shown. */
  places: (BlockPlace | null)[];
}

/**
 * The images of a mail are asked for within seconds, or as the reader scrolls. Whoever opens it after
 * this is shown what is best by then.
 */
const OPENING_MS = 30 * 60_000;

/** What of a mail is asked for: an image is an opening, a link leads to what its image showed. */
export type BlockPart = "image" | "link";

/** What an opened mail shows by place, as far as it is known before anything is chosen. */
export interface Standing {
  /** Null where nothing stands. */
  places: (BlockPlace | null)[];
  /** Whether the place that is asked for has to be chosen now. */
  isDue: boolean;
}

/**
 * What still stands of a block. An image keeps to its opening and a link to its image, however old,
 * except where an item may no longer be shown. Where an opening found nothing, nothing is sought
 * again.
 *
 * @param asked the part and the place, from 0, that is asked for
 * @param mayShow whether an item may be shown to this person now
 */
export function standing(
  block: OpenedBlock | undefined,
  count: number,
  asked: { part: BlockPart; place: number },
  now: number,
  mayShow: (item: string) => boolean,
): Standing {
  const isSame = block && (asked.part === "link" || now - block.opened < OPENING_MS);
  if (!isSame) return { places: Array.from({ length: count }, () => null), isDue: true };
  const places = block.places.map((place) => (place && mayShow(place.item) ? place : null));
  const { [asked.place]: before } = block.places;
  return { places, isDue: before !== null && places[asked.place] === null };
}

/** Fills the empty places, in turn, with items that no other place of the block shows. */
export function fillPlaces(
  places: readonly (BlockPlace | null)[],
  chosen: readonly string[],
  receipt: string,
): (BlockPlace | null)[] {
  const shown = new Set(places.map((place) => place?.item));
  const fresh = chosen.filter((item) => !shown.has(item)).values();
  return places.map((place) => {
    if (place !== null) return place;
    const { value: item } = fresh.next();
    return item === undefined ? null : { item, receipt };
  });
}
