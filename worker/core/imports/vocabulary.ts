import { aliasesOf, plainName, type Vocabulary } from "../catalogue/feeds/index.ts";

const ORDER_ALIASES = {
  transaction_id: "transaction order_id order_number order_no invoice_no invoice",
  customer_id: "customer user_id client_id",
  visitor_id: "visitor",
  date: "time timestamp datetime order_date created_at ordered_at",
  value: "total revenue amount order_total total_price",
  item_id: "sku product_id article",
  item_name: "product_name title description",
  item_category: "category product_type",
  quantity: "qty units",
  price: "unit_price",
  refund_id: "return_id credit_note",
  delivered: "delivered_at delivery_date",
  status: "order_status financial_status",
};

const PERSON_ALIASES = {
  customer_id: ORDER_ALIASES.customer_id,
  date: "time timestamp datetime updated_at created_at",
};

const vocabulary = (
  what: string,
  aliases: Record<string, string>,
  key = "transaction_id",
): Vocabulary => ({
  key,
  what,
  aliases: aliasesOf(aliases),
});

/** How the columns of each kind of file are called, in our words and others'. */
export const VOCABULARIES = {
  orders: vocabulary("list of orders", ORDER_ALIASES),
  refunds: vocabulary("list of refunds", ORDER_ALIASES),
  deliveries: vocabulary("list of deliveries", {
    ...ORDER_ALIASES,
    date: `${ORDER_ALIASES.date} ${ORDER_ALIASES.delivered} delivered`,
    delivered: "",
  }),
  customers: vocabulary(
    "list of customers",
    { ...PERSON_ALIASES, email: "e_mail email_address mail", phone: "telephone mobile tel" },
    "customer_id",
  ),
  reviews: vocabulary(
    "list of reviews",
    { ...PERSON_ALIASES, item_id: ORDER_ALIASES.item_id, rating: "stars score" },
    "customer_id",
  ),
  tickets: vocabulary(
    "list of tickets",
    { ...PERSON_ALIASES, kind: "type category", subject: "title summary", status: "state" },
    "customer_id",
  ),
};

/** The vocabulary with the shop's own names of columns, which come before all others. */
export function withMapping(
  { aliases, ...rest }: Vocabulary,
  mapping: Readonly<Record<string, string>>,
): Vocabulary {
  const own = Object.entries(mapping).map(([column, field]) => [plainName(column), field] as const);
  return { ...rest, aliases: new Map([...aliases, ...own]) };
}
