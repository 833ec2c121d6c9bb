import type { Settings } from "../../../wire/settings.ts";
import { toMinor } from "../../catalogue/index.ts";

/** What a shop has decided about one of its slots. */
export interface SlotRule {
  /** A slot's name, or `*` for every slot. */
  slot: string;
  /** Item ids that come first, in this order. */
  pin: readonly string[];
  /** Item ids that are shown only where nothing else is left. */
  bury: readonly string[];
  /** Item ids that are never shown. */
  exclude: readonly string[];
}

/** What a shop has set that bears on recommendations. Money in minor units. */
export interface ShopRules {
  merchandising: readonly SlotRule[];
  /** A basket of this value is delivered free. */
  freeShipping: { amount: number; currency: string } | null;
  /** Pages that buyers who come again have looked at more than others. */
  repeatBuyerPages: readonly { title: string; link: string; image_link: string | null }[];
  /** That the shop counts in. */
  currency: string | null;
}

export const NO_RULES: ShopRules = {
  merchandising: [],
  freeShipping: null,
  repeatBuyerPages: [],
  currency: null,
};

/** A shop's settings as recommendations read them. */
export const rulesOf = (settings: Settings): ShopRules => ({
  merchandising: settings.merchandising,
  freeShipping: settings.free_shipping && {
    amount: toMinor(settings.free_shipping.amount, settings.free_shipping.currency),
    currency: settings.free_shipping.currency,
  },
  repeatBuyerPages: settings.repeat_buyer_pages.map(({ title, link, image_link = null }) => ({
    title,
    link,
    image_link,
  })),
  currency: settings.currency,
});

/** All rules that bear on one slot, its own pins before those of every slot; what is pinned is not buried. */
export interface Merchandised {
  pin: readonly string[];
  bury: ReadonlySet<string>;
  exclude: ReadonlySet<string>;
}

const UNTOUCHED: Merchandised = { pin: [], bury: new Set(), exclude: new Set() };

export function merchandisingOf(rules: readonly SlotRule[], slot: string): Merchandised {
  if (rules.length === 0) return UNTOUCHED;
  const own = rules.filter((rule) => rule.slot === slot);
  const all = [...own, ...rules.filter((rule) => rule.slot === "*")];
  const pin = new Set(all.flatMap((rule) => rule.pin));
  return {
    pin: [...pin],
    bury: new Set(all.flatMap(({ bury }) => bury).filter((id) => !pin.has(id))),
    exclude: new Set(all.flatMap(({ exclude }) => exclude)),
  };
}
