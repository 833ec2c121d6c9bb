import { axisKey, parentAxis } from "./axes.ts";

/** What a page needs from the shelf, in one call. */
export interface ShelfQuestion {
  /** Axes whose bestsellers are needed. */
  axes: string[];
  /** Items of which is needed what is viewed around them. */
  items: string[];
  /** Items of which is needed what is bought with or after them. */
  baskets: string[];
  /** Items or page keys of which is needed what buyers saw after them before they bought. */
  buyers: string[];
}

export const emptyQuestion = (): ShelfQuestion => ({
  axes: [],
  items: [],
  baskets: [],
  buyers: [],
});

export const asksNothing = ({ axes, items, baskets, buyers }: ShelfQuestion): boolean =>
  axes.length + items.length + baskets.length + buyers.length === 0;

/** What is asked of each part that `admits` lets in. */
export const askedOf = (
  question: ShelfQuestion,
  admits: (name: string, part: keyof ShelfQuestion) => boolean,
): ShelfQuestion => ({
  axes: question.axes.filter((name) => admits(name, "axes")),
  items: question.items.filter((name) => admits(name, "items")),
  baskets: question.baskets.filter((name) => admits(name, "baskets")),
  buyers: question.buyers.filter((name) => admits(name, "buyers")),
});

/** What of two questions is asked in either, where no name is asked in both. */
export const bothAsked = (one: ShelfQuestion, other: ShelfQuestion): ShelfQuestion => ({
  axes: [...one.axes, ...other.axes],
  items: [...one.items, ...other.items],
  baskets: [...one.baskets, ...other.baskets],
  buyers: [...one.buyers, ...other.buyers],
});

/**
 * What of a question has another answer since these names have changed (`changedBy`); null stands for
 * all of them. Bestsellers rest on those of the axis above, too.
 */
export function touchedBy(
  question: ShelfQuestion,
  changed: ReadonlySet<string> | null,
): ShelfQuestion {
  if (changed === null) return question;
  return askedOf(question, (name, part) =>
    part === "axes" ? isAxisTouched(name, changed) : changed.has(name),
  );
}

export function isAxisTouched(axis: string, changed: ReadonlySet<string>): boolean {
  const parent = parentAxis(axis);
  return changed.has(axisKey(axis)) || (parent !== null && changed.has(axisKey(parent)));
}
