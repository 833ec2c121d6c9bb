import type { Node } from "../values.ts";
import {
  eventId,
  nodeAt,
  nodesAt,
  pageOf,
  scalarsOf,
  snake,
  stepOf,
  textAt,
  timing,
  type Translated,
} from "./parts.ts";

/**
 * Names of Segment's e-commerce spec, version 2, and those of version 1 that it lists as the same; of
 * its B2B spec the two that GA4 has too. In lower case with underscores.
 * https://segment.com/docs/connections/spec/ecommerce/v2/
 */
const NAMES: Readonly<Record<string, string>> = {
  products_searched: "search",
  product_list_viewed: "view_item_list",
  viewed_product_category: "view_item_list",
  product_list_filtered: "view_item_list",
  promotion_viewed: "view_promotion",
  viewed_promotion: "view_promotion",
  promotion_clicked: "select_promotion",
  clicked_promotion: "select_promotion",
  product_clicked: "select_item",
  clicked_product: "select_item",
  product_viewed: "view_item",
  viewed_product: "view_item",
  product_added: "add_to_cart",
  added_product: "add_to_cart",
  wishlist_product_added_to_cart: "add_to_cart",
  product_removed: "remove_from_cart",
  removed_product: "remove_from_cart",
  cart_viewed: "view_cart",
  checkout_started: "begin_checkout",
  started_order: "begin_checkout",
  payment_info_entered: "add_payment_info",
  order_completed: "purchase",
  completed_order: "purchase",
  order_refunded: "refund",
  order_cancelled: "refund",
  product_added_to_wishlist: "add_to_wishlist",
  signed_up: "sign_up",
  signed_in: "login",
};
const CALLS = new Set(["track", "page", "screen", "identify", "group", "alias"]);
const TOLD = new Set(
  `brand category coupon currency image_url list_id name order_id position price product_id products
  quantity query revenue shipping sku tax total url value variant`.split(/\s+/),
);
const TOLD_OF_PAGES = new Set(["path", "referrer", "search", "title", "url"]);

/** Whether this is a call of Segment's spec: all have a `messageId`, which nothing of ours has. */
export const isSegment = (told: Node): boolean =>
  CALLS.has(textAt(told, "type") ?? "") && typeof told["messageId"] === "string";

/** A Segment call as GA4's event. Of `identify` only that it was called; whose it is, the batch says. */
export function fromSegment(call: Node): Translated {
  const page = nodeAt(nodeAt(call, "context"), "page");
  const properties = nodeAt(call, "properties");
  const of = (name: string) => textAt(properties, name) ?? textAt(page, name);
  return {
    id: eventId(textAt(call, "messageId")),
    ...timing(
      textAt(call, "originalTimestamp") ?? textAt(call, "timestamp"),
      textAt(call, "sentAt"),
    ),
    ...(call["type"] === "page"
      ? pageOf(of("url"), of("referrer"), of("title"))
      : pageOf(textAt(page, "url"), textAt(page, "referrer"), textAt(page, "title"))),
    ...whatOf(call, properties),
  };
}

function whatOf(call: Node, properties: Node): Translated {
  switch (call["type"]) {
    case "track":
      return tracked(textAt(call, "event") ?? "", properties);
    case "page":
      return { name: "page_view", params: scalarsOf(properties, TOLD_OF_PAGES) };
    case "identify":
      return textAt(call, "userId") === undefined
        ? { name: "identify" }
        : { name: "login", logged_in: true };
    default:
      return { name: call["type"] };
  }
}

function tracked(event: string, properties: Node): Translated {
  const name = nameOf(snake(event), properties);
  const isPromotion = name === "view_promotion" || name === "select_promotion";
  const products = nodesAt(properties, "products");
  const isItem = !isPromotion && (properties["product_id"] ?? properties["sku"]) !== undefined;
  return {
    name,
    currency: properties["currency"],
    value: properties["total"] ?? properties["revenue"] ?? properties["value"],
    shipping: properties["shipping"],
    tax: properties["tax"],
    coupon: textAt(properties, "coupon"),
    transaction_id: properties["order_id"],
    search_term: textAt(properties, "query"),
    item_list_id: textAt(properties, "list_id"),
    ...(name === "view_item_list" && { item_list_name: textAt(properties, "category") }),
    ...(products.length > 0 && { items: products.map(itemOf) }),
    ...(products.length === 0 && isItem && { items: [itemOf(properties)] }),
    params: scalarsOf(isPromotion ? promotionOf(properties) : properties, TOLD),
  };
}

function nameOf(event: string, properties: Node): string {
  if (event !== "checkout_step_completed") return NAMES[event] ?? event;
  const payment = textAt(properties, "payment_method");
  return stepOf({ payment, shipping: textAt(properties, "shipping_method") }) ?? event;
}

/** With GA4's names for what a product has another use for. */
const promotionOf = (properties: Node): Node => ({
  ...properties,
  promotion_name: properties["name"],
  creative_slot: properties["position"],
  creative_name: properties["creative"],
});

/** Of two ids the public one, by which feeds and pages name it too. */
const itemOf = (product: Node): Node => ({
  ...product,
  id: undefined,
  item_id: product["sku"] ?? product["product_id"],
});
