import { Hono } from "hono";
import { objectTellings, type RowContext } from "../core/imports/index.ts";
import { customerRef } from "../core/customer/index.ts";
import { type SalesFact, tellOrder } from "../core/orders/index.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { readCards } from "../edge/card-reads.ts";
import { personStub } from "../edge/stubs.ts";
import { findOrder, tellOrders, type Told } from "../edge/tell-orders.ts";
import { type OrderResult, OrdersBody, type OrdersPut, type OrdersReply } from "../wire/order.ts";
import { PersonId } from "../wire/text.ts";
import { type AppEnv, callerOf, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 1_000_000;
const PAGE_ORDERS = 50;

/** `PUT /v1/orders`: orders as they stand now. A bad one is named, and the others go on. */
const putOrders = async (c: Ctx) => {
  const { shop, now, settings } = await callerOf(c, "sk", "orders:write");
  const body = OrdersBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
  if (!body.success)
    throw new ProblemError(422, "Not a list of orders", undefined, {
      errors: pointersOf(body.error.issues),
    });
  const { orders } = body.data;
  const { currency, time_zone: zone } = settings;
  const context: RowContext = { currency, zone, dates: "ymd", now };
  const cards = await readCards(c.env, shop, orders.flatMap(itemsOf), now);
  const categoryOf = (item: string) => cards.get(item)?.product_type ?? "";
  const tellings = orders.map((order) => objectTellings(order, context, categoryOf));
  const all = tellings.flatMap((told) => (typeof told === "string" ? [] : told));
  const told = all.length === 0 ? [] : await tellOrders(c.env, shop, all, null, now);
  let at = 0;
  const results = Array.from(orders, (order, place): OrderResult => {
    const own = tellings[place]!;
    const named = { transaction_id: idOf(order) };
    if (typeof own === "string") return { ...named, status: "rejected", detail: own };
    return { ...named, ...worst(told.slice(at, (at += own.length))) };
  });
  return c.json({ results } satisfies OrdersPut);
};

/** What becomes of an order with its refunds: rejected if a part is, unchanged if all are. */
const worst = (parts: readonly Told[]): Told =>
  parts.find(({ status }) => status === "rejected") ??
  parts.find(({ status }) => status === "accepted") ??
  parts[0]!;

const idOf = ({ transaction_id: id }: Record<string, unknown>): string | null =>
  typeof id === "string" || typeof id === "number" ? String(id).slice(0, 128) : null;

const itemsOf = ({ items }: Record<string, unknown>): string[] =>
  !Array.isArray(items)
    ? []
    : (items as unknown[]).flatMap((item) => {
        const id = (item as { item_id?: unknown } | null)?.item_id;
        return typeof id === "string" && id.length <= 128 ? [id] : [];
      });

/** `GET /v1/orders/{transaction}`: one order, whoever told of it. */
const getOrder = async (c: Ctx) => {
  const { shop, now } = await callerOf(c, "sk", "people:read");
  const order = await findOrder(c.env, shop, c.req.param("transaction")!, now);
  if (order === null) throw new ProblemError(404, "No such order", "nobody has told of it");
  return c.json(tellOrder(order.order));
};

/** `GET /v1/orders?customer_id=` or `?visitor_id=`: all orders of one person, by transaction. */
const getOrders = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "people:read");
  const person = personNamed(c);
  const after = `o/${c.req.query("cursor") ?? ""}`;
  const facts = await callObject<SalesFact[]>(
    () => personStub(c.env, shop, person).sales(after, PAGE_ORDERS) as Promise<SalesFact[]>,
  );
  const orders = facts.flatMap((fact) => (fact.kind === "order" && !fact.gone ? [fact] : []));
  const reply: OrdersReply = {
    orders: orders.map((fact) => tellOrder(fact.order)),
    next_cursor: facts.length < PAGE_ORDERS ? null : (orders.at(-1)?.id ?? null),
  };
  return c.json(reply);
};

function personNamed(c: Ctx): string {
  const customer = c.req.query("customer_id");
  const visitor = PersonId.safeParse(c.req.query("visitor_id"));
  const person = customer === undefined ? visitor.data : customerRef(customer);
  if (person === undefined || person === null)
    throw new ProblemError(422, "Whose orders?", "name a customer_id or a visitor_id");
  return person;
}

export const orders = new Hono<AppEnv>()
  .put("/", putOrders)
  .get("/", getOrders)
  .get("/:transaction", getOrder);
