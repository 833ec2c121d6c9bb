import type { Scenario } from "../../../wire/want.ts";
import { afterPurchase } from "./after-purchase.ts";
import { bestsellers } from "./bestsellers.ts";
import { buyersLikeYou } from "./buyers-like-you.ts";
import { cart } from "./cart.ts";
import type { FillSlot } from "./fill-slot.ts";
import { home } from "./home.ts";
import { newForYou } from "./new-for-you.ts";
import { nextItem } from "./next-item.ts";
import { recentlyViewed } from "./recently-viewed.ts";
import { related } from "./related.ts";
import { repeatBuyerPages } from "./repeat-buyer-pages.ts";
import { topRated } from "./top-rated.ts";
import { valueHits } from "./value-hits.ts";

/**
 * In the order in which they choose when slots compete for the same items: those with the least to
 * choose from come first. A visitor who has seen three items has three; bestsellers have the shop.
 */
export const FILL: ReadonlyMap<Scenario, FillSlot> = new Map<Scenario, FillSlot>([
  ["repeat_buyer_pages", repeatBuyerPages],
  ["recently_viewed", recentlyViewed],
  ["cart", cart],
  ["after_purchase", afterPurchase],
  ["buyers_like_you", buyersLikeYou],
  ["related", related],
  ["next_item", nextItem],
  ["home", home],
  ["new_for_you", newForYou],
  ["top_rated", topRated],
  ["value_hits", valueHits],
  ["bestsellers", bestsellers],
]);

export { chooseBestsellers } from "./bestsellers.ts";
export type { FillSlot } from "./fill-slot.ts";
