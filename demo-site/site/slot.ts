import type { Scenario } from "../../worker/wire/batch.ts";
import type { Product } from "../fixture.ts";
import { cardRow } from "./card.ts";
import { html } from "./html.ts";
import { toCard } from "./shop.ts";

export const SLOT_COUNT = 6;

interface Slot {
  slot: string;
  scenario: Scenario;
  axis?: string;
  /** The item that it starts from. */
  item?: string;
  heading: string;
  /** Stands in its place when the answer is another than asked for. */
  fallbackHeading?: string;
  /** What × is called where visitors may take items out. */
  dismissLabel?: string;
  /** The shop's own row, shown until and unless the tag fills the slot. */
  own: { heading: string; products: readonly Product[] };
}

export const slot = ({
  slot: name,
  scenario,
  axis,
  item,
  heading,
  fallbackHeading,
  dismissLabel,
  own,
}: Slot) =>
  html`<okaeri-recs
    slot="${name}"
    scenario="${scenario}"
    ${axis && html`axis="${axis}"`}
    ${item && html`item="${item}"`}
    count="${SLOT_COUNT}"
    heading="${heading}"
    ${fallbackHeading && html`fallback-heading="${fallbackHeading}"`}
    why-label="Why this?"
    ${dismissLabel && html`dismiss-label="${dismissLabel}"`}
    >${cardRow(own.heading, own.products.map(toCard))}</okaeri-recs
  >`;
