import { guard } from "../lib/guard.ts";

const localize = guard((price: string, language: string | undefined) => {
  const [amount, currency] = price.split(" ");
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(+amount!);
});

/** `2.55 GBP` as people who read `language` write it; as it is when it cannot be understood. */
export const formatPrice = (price: string | null, language: string | undefined): string =>
  price ? (localize(price, language) ?? price) : "";
