import type * as z from "zod";
import { ModelCard } from "../model-card.ts";
import { FunnelQuery, OrderReportQuery, RangeQuery } from "../report-query.ts";
import { AudienceReport } from "../reports/audience.ts";
import { BuyerMixReport, ChurnReport, ClvReport, LostGridReport } from "../reports/buyers.ts";
import { ParetoReport, RfmReport, ValueReport } from "../reports/customers.ts";
import {
  GatewayReport,
  PagesReport,
  PrecursorsReport,
  ProductMatrixReport,
  PropensityReport,
} from "../reports/findings.ts";
import { OrderFrame } from "../reports/head.ts";
import { ClockReport, F2Report } from "../reports/second.ts";
import { RecommendationsReport } from "../reports/slots.ts";
import { JourneyReport, StagesReport } from "../reports/stages.ts";
import {
  BridgesReport,
  FunnelReport,
  OrdersReport,
  SectionsReport,
  VisitsReport,
} from "../reports/visits.ts";
import { ShelfReply } from "../shelf.ts";
import type { Operation, Resource } from "./operation.ts";

const AT = "2026-11-20T00:00:00Z";

/** A report of the days that its query tells. */
const ofDays = (
  name: string,
  summary: string,
  reply: z.ZodType,
  more: Partial<Operation> = {},
): Operation => ({
  id: `${name}Report`,
  method: "GET",
  path: `/v1/reports/${name}`,
  summary,
  access: "reports:read",
  query: RangeQuery,
  replies: { 200: reply },
  examples: [
    { words: "Of some days", query: { from: "2026-11-01", to: "2026-11-20" } },
    { words: "Of the last 30 days" },
  ],
  ...more,
});

/** A report that follows from the shop's valid orders. */
const ofOrders = (
  name: string,
  summary: string,
  reply: z.ZodObject,
  asked: Readonly<Record<string, string>> = {},
): Operation => ({
  id: `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Report`,
  method: "GET",
  path: `/v1/reports/${name}`,
  route: "/v1/reports/:name",
  summary,
  access: "reports:read",
  query: OrderReportQuery,
  replies: { 200: reply.extend(OrderFrame.shape) },
  examples: [{ words: "As of a moment", query: { at: AT, ...asked } }],
});

export const reports: Resource = {
  key: "reports",
  name: "Reports",
  words: "What the shop's visits and orders come to. Money is in minor units.",
  operations: [
    ofDays("visits", "Visits, orders, channels, landing and exit pages", VisitsReport),
    ofDays("bridges", "How visits came back to what the ones before had touched", BridgesReport),
    ofDays("sections", "Sections of pages that were read", SectionsReport),
    ofDays(
      "recommendations",
      "What came of slots, by the way they were filled",
      RecommendationsReport,
    ),
    ofDays("orders", "What was sold, by day and currency", OrdersReport),
    ofDays("audience", "Whom the score selected against whom it did not", AudienceReport),
    ofDays("funnel", "How far visits or people came on a way of steps", FunnelReport, {
      query: RangeQuery.extend(FunnelQuery.shape),
      examples: [
        {
          words: "From item to order, by person",
          query: { steps: "view_item,add_to_cart,purchase", by: "person" },
        },
      ],
    }),
    ofOrders("pareto", "How much of revenue few people bring", ParetoReport),
    ofOrders("rfm", "Recency, frequency and money: cells, classes and care plans", RfmReport),
    ofOrders("stages", "Active, silent, dormant and lost", StagesReport, { stage: "silent" }),
    ofOrders("value", "What customers are worth, in five aspects", ValueReport),
    ofOrders("buyer-mix", "New and returning buyers by month", BuyerMixReport),
    ofOrders("lost-grid", "The lost, by how long and how often", LostGridReport, { cell: "365x1" }),
    ofOrders("churn", "What lower churn would earn", ChurnReport),
    ofOrders("clv", "What customers will bring in twelve months", ClvReport),
    ofOrders("f2", "From the first order to the second: curve and wall", F2Report, { by: "month" }),
    ofOrders("product-matrix", "What second orders hold after first ones", ProductMatrixReport),
    ofOrders("gateway", "Products whose buyers come back more often", GatewayReport),
    ofOrders("propensity", "One-time buyers by their chance of a second order", PropensityReport),
    ofOrders("clock", "Who runs out of what when", ClockReport, { within: "30" }),
    ofOrders("journey", "Everybody from awareness to advocacy", JourneyReport),
    ofOrders("pages", "Pages that repeat buyers see more", PagesReport),
    ofOrders("precursors", "Early behaviour of later loyal customers", PrecursorsReport),
    {
      id: "intentModel",
      method: "GET",
      path: "/v1/models/intent",
      summary: "The model card of purchase intent",
      access: "reports:read",
      replies: { 200: ModelCard },
      examples: [{ words: "As it is now" }],
    },
    {
      id: "shelfSize",
      method: "GET",
      path: "/v1/shelf",
      summary: "How large each shard of the shelf is",
      access: "reports:read",
      replies: { 200: ShelfReply },
      examples: [{ words: "All shards" }],
    },
  ],
};
