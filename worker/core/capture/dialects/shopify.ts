import { isNode, type Node } from "../values.ts";
import {
  eventId,
  nodeAt,
  nodesAt,
  pageOf,
  scalarsOf,
  snake,
  textAt,
  timing,
  type Translated,
} from "./parts.ts";

const TYPES = new Set(["standard", "custom", "dom", "advanced-dom", "meta"]);
const NONE = new Set<string>();

/** Shopify's standard events and how their data is read. https://shopify.dev/docs/api/web-pixels-api */
const STANDARD: Readonly<Record<string, (data: Node) => Translated>> = {
  page_viewed: () => ({ name: "page_view" }),
  product_viewed: (data) => ({ name: "view_item", ...variants([nodeAt(data, "productVariant")]) }),
  collection_viewed: (data) => {
    const collection = nodeAt(data, "collection");
    return {
      name: "view_item_list",
      item_list_id: textAt(collection, "id"),
      item_list_name: textAt(collection, "title"),
      ...variants(nodesAt(collection, "productVariants")),
    };
  },
  search_submitted: (data) => {
    const result = nodeAt(data, "searchResult");
    const found = variants(nodesAt(result, "productVariants"));
    return { name: "search", search_term: textAt(result, "query"), ...found };
  },
  product_added_to_cart: (data) => ({ name: "add_to_cart", ...lines([nodeAt(data, "cartLine")]) }),
  product_removed_from_cart: (data) => ({
    name: "remove_from_cart",
    ...lines([nodeAt(data, "cartLine")]),
  }),
  cart_viewed: (data) => {
    const cart = nodeAt(data, "cart");
    const total = nodeAt(nodeAt(cart, "cost"), "totalAmount");
    return { name: "view_cart", ...lines(nodesAt(cart, "lines")), ...money(total) };
  },
  checkout_started: (data) => ({ name: "begin_checkout", ...checkout(data) }),
  checkout_shipping_info_submitted: (data) => ({ name: "add_shipping_info", ...checkout(data) }),
  payment_info_submitted: (data) => ({ name: "add_payment_info", ...checkout(data) }),
  checkout_completed: (data) => {
    const order = nodeAt(nodeAt(data, "checkout"), "order");
    return { name: "purchase", ...checkout(data), transaction_id: order["id"] };
  },
};

/** Whether this is an event of Shopify's web pixels. */
export const isShopify = (told: Node): boolean =>
  TYPES.has(textAt(told, "type") ?? "") &&
  typeof told["clientId"] === "string" &&
  typeof told["timestamp"] === "string";

/**
 * An event of a web pixel as GA4's. Of a checkout only what was bought, not who bought it; of events
 * that mean nothing here only the name, since forms and clicks may hold anything.
 */
export function fromShopify(event: Node): Translated {
  const page = nodeAt(nodeAt(event, "context"), "document");
  const name = textAt(event, "name") ?? "";
  const isOwn = event["type"] === "custom";
  const known = isOwn || !Object.hasOwn(STANDARD, name) ? undefined : STANDARD[name];
  return {
    id: eventId(textAt(event, "id")),
    ...timing(textAt(event, "timestamp")),
    ...pageOf(
      textAt(nodeAt(page, "location"), "href"),
      textAt(page, "referrer"),
      textAt(page, "title"),
    ),
    ...(known?.(nodeAt(event, "data")) ?? {
      name: snake(name),
      ...(isOwn && { params: scalarsOf(nodeAt(event, "customData"), NONE) }),
    }),
  };
}

function checkout(data: Node): Translated {
  const told = nodeAt(data, "checkout");
  const applied = nodesAt(told, "discountApplications").find(
    ({ type }) => type === "DISCOUNT_CODE",
  );
  const bought = nodesAt(told, "lineItems").filter(({ variant }) => isNode(variant));
  return {
    currency: told["currencyCode"],
    value: nodeAt(told, "totalPrice")["amount"],
    tax: nodeAt(told, "totalTax")["amount"],
    shipping: nodeAt(nodeAt(told, "shippingLine"), "price")["amount"],
    coupon: applied && textAt(applied, "title"),
    items: bought.map((line) => itemOf(nodeAt(line, "variant"), line["quantity"])),
  };
}

const lines = (all: Node[]): Translated =>
  withCurrency(
    all.map((line) => nodeAt(line, "merchandise")),
    all.map((line) => itemOf(nodeAt(line, "merchandise"), line["quantity"])),
  );

const variants = (all: Node[]): Translated =>
  withCurrency(
    all,
    all.map((variant) => itemOf(variant, 1)),
  );

const withCurrency = ([first = {}]: Node[], items: Node[]): Translated => ({
  currency: nodeAt(first, "price")["currencyCode"],
  items,
});

const money = (amount: Node): Translated => ({
  value: amount["amount"],
  currency: amount["currencyCode"],
});

/** By SKU or else the variant's number, as `core/catalogue/feeds` reads `products.json`. */
function itemOf(variant: Node, quantity: unknown): Node {
  const product = nodeAt(variant, "product");
  return {
    item_id: textAt(variant, "sku") ?? variant["id"],
    item_name: product["title"],
    item_brand: product["vendor"],
    item_category: product["type"],
    item_variant: variant["title"],
    price: nodeAt(variant, "price")["amount"],
    quantity,
  };
}
