import type { Event } from "../../wire/event.ts";
import type { Settings } from "../../wire/settings.ts";
import type { Card } from "../catalogue/index.ts";
import type { VisitEvent } from "../visit/index.ts";
import { readPageData } from "./page-data.ts";

/** An event as it goes on, with the card that its page teaches; or why nothing goes on. */
export type Admitted = { event: VisitEvent; card: Card | null } | { event: null; detail: string };

/** What of a `dataLayer` means something here (GA4, "Recommended events"); the rest is the page's own. */
const GA4_EVENTS = new Set(
  `view_item_list select_item view_item search view_search_results add_to_cart remove_from_cart
  view_cart add_to_wishlist begin_checkout add_shipping_info add_payment_info purchase refund login
  sign_up view_promotion select_promotion`.split(/\s+/),
);

/**
 * What becomes of an event at the door: markup becomes the event that it stands for, and sources that
 * the shop has switched off end here.
 *
 * @param told the event on the wire, `event` the same as everything behind the door sees it
 * @param hosts the shop's own hosts, on which an item that is learnt must lie; asked for with markup alone
 */
export function admit(
  told: Event,
  event: VisitEvent,
  settings: Settings,
  hosts: () => readonly string[],
): Admitted {
  if (told.captured !== undefined && !settings.capture.includes(told.captured))
    return { event: null, detail: "the shop does not capture its dataLayer" };
  if (told.captured !== undefined) {
    if (!GA4_EVENTS.has(event.name))
      return { event: null, detail: `${event.name} is not an event of GA4's e-commerce` };
    // What else stood there was not meant for us, and may be personal.
    event.params = null;
    if (event.name === "view_search_results") event.name = "search";
  }
  if (told.name !== "page_data") return { event, card: null };
  try {
    const captured = readPageData(event, told, settings, hosts());
    return captured ?? { event: null, detail: "nothing to capture on this page" };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { event: null, detail: "the markup is not JSON" };
  }
}
