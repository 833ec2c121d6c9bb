import { access } from "./access.ts";
import { events } from "./events.ts";
import { imports } from "./imports.ts";
import { items } from "./items.ts";
import type { Operation, Resource } from "./operation.ts";
import { orders } from "./orders.ts";
import { outbound } from "./outbound.ts";
import { people } from "./people.ts";
import { privacy } from "./privacy.ts";
import { reports } from "./reports.ts";
import { service } from "./service.ts";
import { shop } from "./shop.ts";

export * from "./operation.ts";

/**
 * The API, as the OpenAPI document, its page and the client for servers have it. Nothing of this is in
 * the Worker: it is read when the product is built, and by tests.
 */
export const RESOURCES: readonly Resource[] = [
  events,
  items,
  imports,
  orders,
  people,
  reports,
  outbound,
  privacy,
  shop,
  access,
  service,
];

export const OPERATIONS: readonly Operation[] = RESOURCES.flatMap(({ operations }) => operations);
