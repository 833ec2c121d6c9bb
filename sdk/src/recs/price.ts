import { guard } from "../lib/hooks.ts";

/** `2.55 GBP` as the page's language writes it; nothing when it cannot be understood. */
export const localPrice = guard((price: string) => {
  const [amount, currency] = price.split(" ");
  const { lang } = document.documentElement;
  return (+amount!).toLocaleString(lang || undefined, { style: "currency", currency });
});
