import { ALL, categoryAxes, categoryAxis } from "../recommend/index.ts";
import type { VisitEvent } from "../visit/index.ts";

/**
 * The axis of the category that somebody is looking around in: what the items of the latest list have
 * in common, or where the item lies that they looked at since. Null when neither says anything.
 *
 * @param viewed what they looked at last, if anything; `time` is epoch ms
 */
export function browsingOf(
  events: readonly VisitEvent[],
  viewed: { category: string | null; time: number } | undefined,
): string | null {
  const list = events.findLast(({ name, items }) => name === "view_item_list" && items.length > 0);
  const listed = list === undefined ? null : axisOfList(list);
  if (listed !== null && list!.time >= (viewed?.time ?? 0)) return listed;
  return viewed?.category ? categoryAxis(viewed.category) : null;
}

/** The narrowest category that holds a whole list; null when it is as wide as the shop. */
function axisOfList({ items }: VisitEvent): string | null {
  const [first = [], ...others] = items.map(({ category }) => categoryAxes(category ?? ""));
  const shared = first.findLast((axis) => others.every((axes) => axes.includes(axis)));
  return shared === undefined || shared === ALL ? null : shared;
}
