import { formatPrice } from "../catalogue/index.ts";

/** @param time epoch ms */
export const iso = (time: number) => new Date(time).toISOString();
/** Google Merchant form. */
export const money = (minor: number | null, currency: string | null) =>
  minor === null || currency === null ? null : formatPrice(minor, currency);
