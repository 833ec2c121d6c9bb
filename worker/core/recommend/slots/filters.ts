import type { Want } from "../../../wire/want.ts";
import { type Card, toMinor } from "../../catalogue/index.ts";
import { axisKey, categoryAxes, categoryAxis } from "../shelf/axes.ts";

/** Why a card does not pass, in words; null when it does. */
export type Filter = (card: Card) => string | null;

/**
 * The filters that a slot names, as one: all are about what an item is, and none about the visitor.
 * An item whose price is not known lies in no price range; amounts are in the item's own currency.
 */
export function filterOf(want: Want): Filter {
  const filters: Filter[] = [];
  if (want.exclude !== undefined) {
    const excluded = new Set(want.exclude);
    filters.push(({ id }) => (excluded.has(id) ? "excluded by the page" : null));
  }
  if (want.category !== undefined) {
    const wanted = axisKey(categoryAxis(want.category));
    filters.push(({ product_type }) =>
      categoryAxes(product_type).some((axis) => axisKey(axis) === wanted)
        ? null
        : "in another category",
    );
  }
  if (want.brand !== undefined) {
    const brand = folded(want.brand);
    filters.push((card) => (folded(card.brand ?? "") === brand ? null : "of another brand"));
  }
  const { "min-price": least = 0, "max-price": most = Infinity } = want;
  if (least > 0 || most < Infinity)
    filters.push(({ price, currency }) =>
      price !== null &&
      currency !== null &&
      price >= toMinor(least, currency) &&
      price <= toMinor(most, currency)
        ? null
        : "outside the price range",
    );
  return (card) => {
    for (const filter of filters) {
      const why = filter(card);
      if (why !== null) return why;
    }
    return null;
  };
}

/** Whether a slot asks for anything that only an item can be: such a slot shows no pages. */
export const wantsItems = (want: Want): boolean =>
  [want.category, want.brand, want["min-price"], want["max-price"]].some(
    (filter) => filter !== undefined,
  );

const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();
