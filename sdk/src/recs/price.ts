import { guard } from "../lib/hooks.ts";

/** `2.55 GBP` as people who read `language` write it; nothing when it cannot be understood. */
export const localPrice = guard((price: string, language: string | undefined) => {
  const [amount, currency] = price.split(" ");
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(+amount!);
});
