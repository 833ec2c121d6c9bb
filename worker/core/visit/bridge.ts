import type { PageKind } from "./page-kind.ts";
import type { Visit } from "./visit.ts";

const MAX_ITEMS = 5;
const MAX_PATHS = 3;
const MAX_PATH_CHARS = 200;

/** The last thing that a visit touched: its order, the last item, or else the page it ended on. */
export type LastTouch = "order" | PageKind;

/** How a visit came back to what the one before it had touched (SPEC S05). */
export interface Bridge {
  /** `cart` and `item`: the last item touched was put into the cart, or only viewed. */
  left: LastTouch;
  /** The last items touched before leaving, at most 5, the last one last. */
  items: { id: string; carted: boolean }[];
  /** The last pages before leaving, at most 3, the exit page last; 200 characters each. */
  paths: string[];
  /** From the last event of the one visit to the first of the other (ms). */
  gap: number;
  /** Kind of the page that the return landed on, and the item that it shows. */
  landed: PageKind;
  item: string | null;
  /** Where that lies as seen from the items touched before leaving. */
  to: "same_item" | "same_category" | "elsewhere";
}

/**
 * The bridge from a visit to the next one of the same person, or null when that saw no page: what a
 * server tells of somebody brings nobody back.
 */
export function bridgeBetween(before: Visit, after: Visit): Bridge | null {
  if (after.pages === 0) return null;
  const { landed } = after;
  return {
    left: lastTouchOf(before),
    items: before.touched.slice(-MAX_ITEMS).map(({ id, carted }) => ({ id, carted })),
    paths: lastPaths(before),
    gap: Math.max(0, after.started - before.last),
    landed: landed.kind,
    item: landed.item?.id ?? null,
    to: whereTo(before, landed.item),
  };
}

function lastTouchOf({ orders, trail, touched }: Visit): LastTouch {
  const exit = trail.at(-1)?.kind ?? "other";
  if (orders > 0) return "order";
  if (exit === "checkout") return exit;
  const item = touched.at(-1);
  if (item === undefined) return exit;
  return item.carted ? "cart" : "item";
}

/** A page that was loaded again is one step of the way. */
const lastPaths = ({ trail }: Visit): string[] =>
  trail
    .map(({ path }) => path.slice(0, MAX_PATH_CHARS))
    .filter((path, place, paths) => path !== paths[place - 1])
    .slice(-MAX_PATHS);

function whereTo({ touched }: Visit, item: { id: string; category: string } | null): Bridge["to"] {
  if (item === null) return "elsewhere";
  if (touched.some(({ id }) => id === item.id)) return "same_item";
  const isAlike = touched.some(({ category }) => category !== "" && category === item.category);
  return isAlike ? "same_category" : "elsewhere";
}
