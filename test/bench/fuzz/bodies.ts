import * as z from "zod";
import { Batch } from "../../../worker/wire/batch.ts";
import { BlockBody } from "../../../worker/wire/block.ts";
import { CatalogueItem, ItemsBody } from "../../../worker/wire/catalogue-item.ts";
import { Event } from "../../../worker/wire/event.ts";
import { FeedBody } from "../../../worker/wire/import.ts";
import { KeyBody, RotateBody } from "../../../worker/wire/key.ts";
import { MeBody, UnsubscribeBody } from "../../../worker/wire/me.ts";
import { AccessBody, ErasureBody, PersonBody, VerifyBody } from "../../../worker/wire/privacy.ts";
import { MergeBody, ProfileBody } from "../../../worker/wire/profile.ts";
import { PushBody, SubscriptionBody } from "../../../worker/wire/push.ts";
import { RerankBody } from "../../../worker/wire/rerank.ts";
import { SignIn } from "../../../worker/wire/session.ts";
import { Limits } from "../../../worker/wire/limits.ts";
import { Settings } from "../../../worker/wire/settings.ts";
import { ShopBody, StatusBody } from "../../../worker/wire/shop.ts";
import { RoleBody, UserBody } from "../../../worker/wire/user.ts";
import { Want } from "../../../worker/wire/want.ts";
import { ReplayBody, WebhookBody } from "../../../worker/wire/webhook.ts";
import { type Schema, schemaOf } from "./values.ts";

/** What is behind a `preprocess`, of which JSON Schema cannot tell anything. */
const wants = Want.def.out;

const OrderLine = z.object({
  item_id: z.string(),
  item_category: z.string().optional(),
  price: z.number().min(0).max(1e9),
  quantity: z.number().min(1).max(9).optional(),
  days_per_unit: z.number().optional(),
});
/** An order or a refund as `core/imports` reads one, in columns or as an object. */
const Order = z.object({
  transaction_id: z.string(),
  customer_id: z.string().optional(),
  visitor_id: z.string().optional(),
  email: z.string().optional(),
  time: z.iso.datetime(),
  currency: z.enum(["GBP", "EUR", "JPY", "XXX"]).optional(),
  value: z.number().min(0).max(1e6).optional(),
  status: z.enum(["placed", "cancelled", "test", "refunded"]).optional(),
  channel: z.string().optional(),
  delivered: z.iso.datetime().optional(),
  refund_id: z.string().optional(),
  items: z.array(OrderLine).min(1).optional(),
  refunds: z
    .array(z.object({ refund_id: z.string(), time: z.iso.datetime(), value: z.number() }))
    .optional(),
});

/** Limits that no run reaches: what is over them would hide all else. */
const noLimits = Object.fromEntries(
  Object.keys(Limits.shape).map((name) => [name, z.literal(1e9)]),
);

/** What each route's body is made of; those that take parts as they come are told of the parts here. */
const BODIES: Record<string, z.ZodType> = {
  "POST /v1/blocks": z.intersection(BlockBody, wants),
  "PUT /v1/clock": z.object({ now: z.iso.datetime() }),
  "POST /v1/events": Batch.extend({
    events: z.array(Event).max(20),
    want: z.array(wants).optional(),
  }),
  "PUT /v1/feeds/:name": FeedBody,
  "PUT /v1/items": ItemsBody.extend({ items: z.array(CatalogueItem) }),
  "POST /v1/keys": KeyBody,
  "POST /v1/keys/:id/rotate": RotateBody,
  "PUT /v1/me": MeBody,
  "PUT /v1/orders": z.object({ orders: z.array(Order).min(1) }),
  "PUT /v1/people/c/:customer": ProfileBody,
  "POST /v1/people/c/:customer/merge": MergeBody,
  "POST /v1/people/c/:customer/unmerge": MergeBody,
  "POST /v1/people/:id/push": PushBody,
  "POST /v1/people/c/:customer/push": PushBody,
  "POST /v1/privacy/access": AccessBody,
  "POST /v1/privacy/erasure": ErasureBody,
  "POST /v1/privacy/link": PersonBody,
  "POST /v1/privacy/unsubscribe": UnsubscribeBody,
  "POST /v1/privacy/verify": VerifyBody,
  "PUT /v1/push/subscription": SubscriptionBody,
  "POST /v1/rerank": RerankBody,
  "POST /v1/session": SignIn,
  "PUT /v1/settings": Settings.extend({ limits: z.object(noLimits) }),
  "POST /v1/shops": ShopBody,
  "PUT /v1/shops/:shop": StatusBody,
  "POST /v1/users": UserBody,
  "PUT /v1/users/:email": RoleBody,
  "POST /v1/webhooks": WebhookBody,
  "PUT /v1/webhooks/:id": WebhookBody,
  "POST /v1/webhooks/:id/replay": ReplayBody,
};

/** Rows of files: of items, and of what else can be imported. */
export const ROWS: readonly Schema[] = [CatalogueItem, Order].map(schemaOf);

const schemas = new Map(Object.entries(BODIES).map(([route, type]) => [route, schemaOf(type)]));

/** Anything where nothing is told: a route that is new is asked too. */
export const bodyOf = (route: string): Schema => schemas.get(route) ?? {};
