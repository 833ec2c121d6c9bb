import type { Cart } from "./cart.ts";
import { type Feature, open } from "./dimension.ts";

/** Where buckets begin, in minor units: 1, 2 and 5 times each power of ten up to 10^9. */
const STARTS = Array.from(
  { length: 28 },
  (_, index) => [1, 2, 5][index % 3]! * 10 ** Math.floor(index / 3),
);

const VALUE = open("behaviour", "cart_value", (label) => {
  const [currency = "", index = "0"] = label.split(" ");
  const from = STARTS[Number(index)]!;
  const to = STARTS[Number(index) + 1];
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits!;
  const amount = (minor: number) => minor / 10 ** digits;
  return to === undefined
    ? `Cart worth ${amount(from)} ${currency} or more`
    : `Cart worth ${amount(from)}–${amount(to)} ${currency}`;
});

/** The cart's value in 1-2-5 steps of its currency, or null where either is unknown. */
export function cartValueFeature(cart: Cart): Feature | null {
  if (cart.currency === null || !/^[A-Z]{3}$/.test(cart.currency) || !(cart.value >= 1))
    return null;
  let index = 0;
  while (index + 1 < STARTS.length && cart.value >= STARTS[index + 1]!) index++;
  return VALUE(`${cart.currency} ${index}`);
}
