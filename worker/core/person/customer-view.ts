import type { StandingReply } from "../../wire/standing.ts";
import { formatPrice } from "../catalogue/index.ts";
import {
  type Buyer,
  categoryStages,
  customerSegments,
  type CustomerSettings,
  type Forecast,
  forecast,
  type JourneyFacts,
  journeyStage,
  netOf,
  nextStageAt,
  rfmCell,
  rfmClass,
  rfmOf,
  rfmScores,
  type ShopNumbers,
  stageAt,
  stageBegins,
  valueOf,
} from "../customer/index.ts";
import { iso } from "./said.ts";
import type { Profile } from "./state.ts";

/** Somebody who has ordered, and what they are compared with. */
export interface Customer {
  buyer: Buyer;
  settings: CustomerSettings;
  numbers: ShopNumbers;
}

const CLV_DAYS = 365;

/** Where a customer's orders put them at `now` (epoch ms). */
export function tellStanding(profile: Profile, customer: Customer, now: number): StandingReply {
  const { buyer, settings, numbers } = customer;
  const { orders } = buyer;
  const { currency } = orders[0]!;
  const { clv } = numbers;
  return {
    ...tellStage(customer, now),
    orders: orders.length,
    net: formatPrice(netOf(buyer), currency),
    rfm: tellRfm(customer, now),
    value: valueOf(buyer, now, numbers, settings.zone, settings.weights),
    clv: clv === null ? null : tellClv(forecast(orders, now, clv, CLV_DAYS), currency),
    journey: journeyStage(journeyFacts(profile, buyer))!,
    segments: customerSegments(buyer, now, settings, numbers).map(({ name, why, until }) => ({
      name,
      why,
      until: isoOrNull(until),
    })),
  };
}

function tellStage(
  { buyer: { orders }, settings }: Customer,
  now: number,
): Pick<StandingReply, "stage" | "stage_since" | "next_stage_at" | "policy" | "categories"> {
  const { zone, stageCuts, categoryCuts, stagePolicies } = settings;
  const last = orders.at(-1)!.time;
  const stage = stageAt(last, now, zone, stageCuts);
  const { contact, maxDiscount, discountAt, events } = stagePolicies[stage];
  return {
    stage,
    stage_since: iso(stageBegins(stage, last, zone, stageCuts)),
    next_stage_at: isoOrNull(nextStageAt(last, now, zone, stageCuts)),
    policy: { contact, max_discount: maxDiscount, discount_at: discountAt, events },
    categories: categoryStages(orders, now, zone, categoryCuts, stageCuts).map((each) => ({
      category: each.category,
      stage: each.stage,
      last_order: iso(each.lastOrder),
      next_stage_at: isoOrNull(each.next),
    })),
  };
}

function tellRfm(
  { buyer: { orders }, settings, numbers }: Customer,
  now: number,
): StandingReply["rfm"] {
  const measures = rfmOf(orders, now, settings.zone);
  const scores = rfmScores(measures, numbers.rfm);
  const cell = rfmCell(scores);
  const name = rfmClass(cell);
  return {
    recency_days: measures.recency,
    frequency: measures.frequency,
    spend: formatPrice(measures.spend, orders[0]!.currency),
    ...scores,
    cell,
    class: name,
    care_plan: settings.carePlans[name],
  };
}

const tellClv = (
  { orders, orderValue, value, basis }: Forecast,
  currency: string,
): StandingReply["clv"] => ({
  days: CLV_DAYS,
  orders,
  order_value: formatPrice(Math.round(orderValue), currency),
  value: formatPrice(Math.round(value), currency),
  basis,
});

/** What is remembered of the way here: as far as the profile goes back. */
function journeyFacts(profile: Profile, { person, orders }: Buyer): JourneyFacts {
  const { viewed, firstTouch } = profile;
  const visits = new Set(viewed.map(({ lastSession }) => lastSession));
  const isAgain = visits.size > 1 || viewed.some(({ sessions }) => sessions > 1);
  const latest = viewed[0]?.last ?? null;
  return {
    person,
    channel: firstTouch?.channel ?? null,
    visited: profile.firstSeen,
    viewedItem: latest,
    viewedAgain: isAgain ? latest : null,
    carted: profile.cartChanged ?? null,
    ordered: orders[0]!.time,
    orderedAgain: orders[1]?.time ?? null,
    praised: profile.praised ?? null,
    referred: null,
  };
}

const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));
