import { cardRow } from "./card.ts";
import { html } from "./html.ts";
import { toCard } from "./shop.ts";
import type { Product } from "../fixture.ts";

export const SLOT_COUNT = 6;

interface Slot {
  slot: string;
  scenario: "recently_viewed" | "bestsellers" | "next_item";
  axis?: string;
  heading: string;
  /** The shop's own row, shown until and unless the tag fills the slot. */
  own: { heading: string; products: readonly Product[] };
}

export const slot = ({ slot: name, scenario, axis, heading, own }: Slot) =>
  html`<okaeri-recs
    slot="${name}"
    scenario="${scenario}"
    ${axis && html`axis="${axis}"`}
    count="${SLOT_COUNT}"
    heading="${heading}"
    ${
      scenario === "recently_viewed" &&
      html`fallback-heading="Popular right now" dismiss-label="Remove"`
    }
    >${cardRow(own.heading, own.products.map(toCard))}</okaeri-recs
  >`;
