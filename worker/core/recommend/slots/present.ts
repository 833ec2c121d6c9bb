import type { Decision, RecommendedItem } from "../../../wire/decision.ts";
import type { Want } from "../../../wire/want.ts";
import { type Cards, formatPrice } from "../../catalogue/index.ts";
import type { ShownPage } from "./inputs.ts";
import { type AnsweredItem, itemsOf, type Ruling } from "./receipts.ts";

/** What it takes to show items and pages, by id. */
export interface Showcase {
  cards: Cards;
  pages: ReadonlyMap<string, ShownPage>;
}

/** A ruling as a page gets it: with what it takes to show the items. */
export function present(ruling: Ruling, showcase: Showcase, receipt: string, want: Want): Decision {
  const { scenario, fallback, model, strategy, propensity } = ruling;
  const isHistory = scenario === "recently_viewed" && fallback === null;
  return {
    receipt_id: receipt,
    scenario,
    items: itemsOf(ruling).flatMap((item) => presentItem(item, showcase, want) ?? []),
    fallback,
    heading: (fallback !== null && want["fallback-heading"]) || want.heading || null,
    dismiss: isHistory ? (want["dismiss-label"] ?? "×") : null,
    why: want["why-label"] ?? null,
    arm: "on",
    model,
    ...(strategy !== undefined && propensity !== undefined && { strategy, propensity }),
  };
}

function presentItem(
  { id, score, reason, contributions }: AnsweredItem,
  { cards, pages }: Showcase,
  { explain }: Want,
): RecommendedItem | null {
  const why = { id, score, reason, ...(explain && { contributions }) };
  const card = cards.get(id);
  if (card !== undefined) {
    const { title, link, image_link, price, currency } = card;
    const asked = price === null || currency === null ? null : formatPrice(price, currency);
    return { ...why, title, link, image_link, price: asked };
  }
  const page = pages.get(id);
  if (page === undefined) return null;
  const { title, link, image_link = null } = page;
  return { ...why, title, link, image_link, price: null, type: "page" };
}
