import { parseJson } from "../../../wire/json.ts";
import { isNode, type Node } from "../values.ts";
import {
  eventId,
  nodeAt,
  pageOf,
  scalarsOf,
  stepOf,
  textAt,
  timing,
  type Translated,
} from "./parts.ts";

const VENDOR = "iglu:com.snowplowanalytics.snowplow.ecommerce/";
const ACTION = `${VENDOR}snowplow_ecommerce_action/`;

/** Actions that GA4 has a word for. https://docs.snowplow.io/docs/events/ootb-data/ecommerce-events/ */
const NAMES: Readonly<Record<string, string>> = {
  product_view: "view_item",
  list_view: "view_item_list",
  list_click: "select_item",
  add_to_cart: "add_to_cart",
  remove_from_cart: "remove_from_cart",
  promo_view: "view_promotion",
  promo_click: "select_promotion",
  transaction: "purchase",
  refund: "refund",
};

/** Whether this is an e-commerce action as self-describing JSON, or an event of a tracker. */
export const isSnowplow = (told: Node): boolean =>
  isAction(told) || (told["e"] === "pv" && "tv" in told) || isAction(actionIn(told));

const isAction = (told: Node): boolean => textAt(told, "schema")?.startsWith(ACTION) === true;

/**
 * A Snowplow event as GA4's: self-describing JSON with its entities as `context`, beside `id`, `age` and
 * `page` as ours have them; or as trackers send it (`e`, `eid`, `ue_pr` or `ue_px`, `co` or `cx`).
 * https://docs.snowplow.io/docs/events/going-deeper/event-parameters/
 */
export function fromSnowplow(told: Node): Translated {
  if (isAction(told)) {
    const { schema: _, data: __, context, ...ours } = told;
    return { ...ours, ...acted(nodeAt(told, "data"), entitiesIn(context)) };
  }
  const own = {
    id: eventId(textAt(told, "eid")),
    ...timing(instant(textAt(told, "dtm")), instant(textAt(told, "stm"))),
    ...pageOf(textAt(told, "url"), textAt(told, "refr"), textAt(told, "page")),
  };
  if (told["e"] === "pv") return { ...own, name: "page_view" };
  const context = packed(told, "co", "cx");
  return { ...own, ...acted(nodeAt(actionIn(told), "data"), entitiesIn(context["data"])) };
}

function acted(action: Node, entities: Entities): Translated {
  const type = textAt(action, "type") ?? "";
  const items = entities("product");
  const [cart = {}] = entities("cart");
  const [step = {}] = entities("checkout_step");
  const [deal = {}] = [...entities("transaction"), ...entities("refund")];
  const [promotion = {}] = entities("promotion");
  const [first = {}] = items;
  return {
    name: type === "checkout_step" ? checkoutStep(step) : (NAMES[type] ?? type),
    item_list_name: textAt(action, "name"),
    currency: deal["currency"] ?? cart["currency"] ?? first["currency"],
    value: deal["revenue"] ?? deal["refund_amount"],
    tax: deal["tax"],
    shipping: deal["shipping"],
    coupon: textAt(deal, "discount_code") ?? textAt(step, "coupon_code"),
    transaction_id: deal["transaction_id"],
    items,
    params: scalarsOf(
      {
        promotion_id: promotion["id"],
        promotion_name: promotion["name"],
        creative_name: promotion["creative_id"],
        creative_slot: promotion["slot"],
      },
      new Set(),
    ),
  };
}

function checkoutStep(step: Node): string {
  const shipping = textAt(step, "delivery_method") ?? textAt(step, "delivery_provider");
  const chosen = stepOf({ payment: textAt(step, "payment_method"), shipping });
  return chosen ?? (step["step"] === 1 ? "begin_checkout" : "checkout_step");
}

/** The entities of a kind that an event carries. */
type Entities = (kind: string) => Node[];

const entitiesIn =
  (context: unknown): Entities =>
  (kind) =>
    (Array.isArray(context) ? context : [])
      .filter(isNode)
      .filter((entity) => textAt(entity, "schema")?.startsWith(`${VENDOR}${kind}/`))
      .map((entity) => nodeAt(entity, "data"));

/** The self-describing event within an `unstruct_event`. */
const actionIn = (told: Node): Node =>
  told["e"] === "ue" ? nodeAt(packed(told, "ue_pr", "ue_px"), "data") : {};

/** JSON that a tracker has put into a text, or in base64url under the other name. */
function packed(told: Node, plain: string, encoded: string): Node {
  try {
    const value = parseJson(textAt(told, plain) ?? decoded(textAt(told, encoded) ?? ""));
    return isNode(value) ? value : {};
  } catch {
    return {};
  }
}

const decoded = (text: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0)),
  );

/** Trackers write epoch ms as text. */
function instant(ms: string | undefined): string | undefined {
  const date = new Date(Number(ms));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
