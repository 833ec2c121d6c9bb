import type * as z from "zod";
import type * as customer from "../../../worker/core/customer/index.ts";
import type { BuyerMixReport } from "../../../worker/core/customer/buyer-mix.ts";
import type { ChurnReport } from "../../../worker/core/customer/churn.ts";
import type { ClvReport } from "../../../worker/core/customer/clv-report.ts";
import type { JourneyReport } from "../../../worker/core/customer/journey-report.ts";
import type { LostGridReport } from "../../../worker/core/customer/lost-grid.ts";
import type { ParetoReport } from "../../../worker/core/customer/pareto.ts";
import type { RfmReport } from "../../../worker/core/customer/rfm-report.ts";
import type { StagesReport } from "../../../worker/core/customer/stages-report.ts";
import type { ValueReport } from "../../../worker/core/customer/value-report.ts";
import type { ModelCard } from "../../../worker/core/intent/card.ts";
import type { AudienceReport } from "../../../worker/core/measure/audience-report.ts";
import type { BridgesReport } from "../../../worker/core/measure/bridges-report.ts";
import type { FunnelReport } from "../../../worker/core/measure/funnel.ts";
import type { RecommendationsReport } from "../../../worker/core/measure/recommendations-report.ts";
import type { SectionsReport } from "../../../worker/core/measure/sections-report.ts";
import type { VisitsReport } from "../../../worker/core/measure/visits-report.ts";
import type { OrdersReport } from "../../../worker/core/orders/orders-report.ts";
import type { ClockReport } from "../../../worker/core/second/clock-report.ts";
import type { F2Report } from "../../../worker/core/second/f2-report.ts";
import type { GatewayReport } from "../../../worker/core/second/gateway.ts";
import type { PagesReport } from "../../../worker/core/second/pages.ts";
import type { PrecursorsReport } from "../../../worker/core/second/precursors.ts";
import type { ProductMatrixReport } from "../../../worker/core/second/product-matrix.ts";
import type { PropensityReport } from "../../../worker/core/second/propensity-report.ts";
import type * as model from "../../../worker/wire/model-card.ts";
import type * as audience from "../../../worker/wire/reports/audience.ts";
import type * as buyers from "../../../worker/wire/reports/buyers.ts";
import type * as customers from "../../../worker/wire/reports/customers.ts";
import type * as findings from "../../../worker/wire/reports/findings.ts";
import type * as head from "../../../worker/wire/reports/head.ts";
import type * as second from "../../../worker/wire/reports/second.ts";
import type * as slots from "../../../worker/wire/reports/slots.ts";
import type * as stages from "../../../worker/wire/reports/stages.ts";
import type * as visits from "../../../worker/wire/reports/visits.ts";

/** What a schema takes, with lists that nobody is to change. */
type Wire<Schema extends z.ZodType> = DeepReadonly<z.input<Schema>>;
type DeepReadonly<T> = { readonly [Key in keyof T]: DeepReadonly<T[Key]> };

/** What core reports is what the wire says that it is; where it is not, this does not type. */
type Told<Schema extends z.ZodType, Core extends Wire<Schema>> = [Schema, Core];

export type OfCustomers = [
  Told<typeof customers.ParetoReport, ParetoReport>,
  Told<typeof customers.RfmReport, RfmReport>,
  Told<typeof customers.ValueReport, ValueReport>,
  Told<typeof buyers.BuyerMixReport, BuyerMixReport>,
  Told<typeof buyers.LostGridReport, LostGridReport>,
  Told<typeof buyers.ChurnReport, ChurnReport>,
  Told<typeof buyers.ClvReport, ClvReport>,
  Told<typeof stages.StagesReport, StagesReport>,
  Told<typeof stages.JourneyReport, JourneyReport>,
  Told<(typeof head.OrderFrame)["shape"]["left_out"], customer.BuyerBook["leftOut"]>,
];

export type OfSecondPurchases = [
  Told<typeof second.F2Report, F2Report>,
  Told<typeof second.ClockReport, ClockReport>,
  Told<typeof findings.GatewayReport, GatewayReport>,
  Told<typeof findings.PagesReport, PagesReport>,
  Told<typeof findings.PrecursorsReport, PrecursorsReport>,
  Told<typeof findings.ProductMatrixReport, ProductMatrixReport>,
  Told<typeof findings.PropensityReport, PropensityReport>,
];

export type OfVisitsAndModels = [
  Told<typeof visits.VisitsReport, VisitsReport>,
  Told<typeof visits.BridgesReport, BridgesReport>,
  Told<typeof visits.SectionsReport, SectionsReport>,
  Told<typeof visits.FunnelReport, FunnelReport>,
  Told<typeof visits.OrdersReport, OrdersReport>,
  Told<typeof audience.AudienceReport, AudienceReport>,
  Told<typeof slots.RecommendationsReport, RecommendationsReport>,
  Told<typeof model.ModelCard, ModelCard>,
];
