import * as z from "zod";
import * as access from "../access.ts";
import * as alert from "../alert.ts";
import * as audit from "../audit.ts";
import * as batch from "../batch.ts";
import * as block from "../block.ts";
import * as item from "../catalogue-item.ts";
import * as clock from "../clock.ts";
import * as customers from "../customers.ts";
import * as decision from "../decision.ts";
import * as event from "../event.ts";
import * as exported from "../export.ts";
import * as health from "../health.ts";
import * as identity from "../identity.ts";
import * as imported from "../import.ts";
import * as key from "../key.ts";
import * as limits from "../limits.ts";
import * as me from "../me.ts";
import * as modelCard from "../model-card.ts";
import * as order from "../order.ts";
import * as outbound from "../outbound.ts";
import * as person from "../person.ts";
import * as priceHistory from "../price-history.ts";
import * as privacy from "../privacy.ts";
import * as problem from "../problem.ts";
import * as profile from "../profile.ts";
import * as push from "../push.ts";
import * as audience from "../reports/audience.ts";
import * as buyers from "../reports/buyers.ts";
import * as buyersValue from "../reports/customers.ts";
import * as findings from "../reports/findings.ts";
import * as head from "../reports/head.ts";
import * as second from "../reports/second.ts";
import * as slots from "../reports/slots.ts";
import * as stages from "../reports/stages.ts";
import * as visits from "../reports/visits.ts";
import * as rerank from "../rerank.ts";
import * as scope from "../scope.ts";
import * as segment from "../segment.ts";
import * as session from "../session.ts";
import * as settings from "../settings.ts";
import * as shelf from "../shelf.ts";
import * as shop from "../shop.ts";
import * as signals from "../signals.ts";
import * as standing from "../standing.ts";
import * as tools from "../tools.ts";
import * as user from "../user.ts";
import * as visitors from "../visitors.ts";
import * as want from "../want.ts";
import * as webhook from "../webhook.ts";

const MODULES: readonly object[] = [
  access,
  alert,
  audit,
  batch,
  block,
  item,
  clock,
  customers,
  decision,
  event,
  exported,
  health,
  identity,
  imported,
  key,
  limits,
  me,
  modelCard,
  order,
  outbound,
  person,
  priceHistory,
  privacy,
  problem,
  profile,
  push,
  audience,
  buyers,
  buyersValue,
  findings,
  head,
  second,
  slots,
  stages,
  visits,
  rerank,
  scope,
  segment,
  session,
  settings,
  shelf,
  shop,
  signals,
  standing,
  tools,
  user,
  visitors,
  want,
  webhook,
];

/**
 * Names of schemas in the document: those that the wire exports them by.
 *
 * @throws {Error} when two schemas are called the same
 */
export function namedSchemas(): Map<string, z.ZodType> {
  const named = new Map<string, z.ZodType>();
  for (const [name, value] of MODULES.flatMap((module) => Object.entries(module))) {
    if (!(value instanceof z.ZodType)) continue;
    if ((named.get(name) ?? value) !== value) throw new Error(`two schemas are called ${name}`);
    named.set(name, value);
  }
  return named;
}
