import type { Good } from "./good.ts";
import { tallyOf } from "./views.ts";
import type { Visit } from "./visit.ts";

/**
 * Puts `items` in the place of one view of item `from`, which turned out to be a view of these: in
 * all that the visit keeps of it, with nothing counted again.
 *
 * @param view the page view in which it happened
 */
export function replaceViewed(
  visit: Visit,
  view: string | null,
  from: string,
  items: readonly Good[],
): void {
  const [first] = items;
  if (first === undefined) return;
  visit.itemsViewed += items.length - 1;
  const at = visit.items.findLastIndex((item) => item.id === from);
  if (at >= 0) visit.items.splice(at, 1, ...items);
  const touch = visit.touched.find((item) => item.id === from);
  visit.touched = visit.touched.filter((one) => one === touch || one.id !== first.id);
  const { id, category } = first;
  if (touch !== undefined) Object.assign(touch, { id, category });
  if (visit.landed.item?.id === from) visit.landed.item = { id, category };
  const tally = tallyOf(visit.views, view ?? visit.id);
  if (tally?.items !== undefined)
    tally.items = [
      ...new Set(
        tally.items.flatMap((known) => (known === from ? items.map((one) => one.id) : known)),
      ),
    ];
}
