import type { VisitEvent } from "./event.ts";

/** Events that a funnel may be made of: GA4's way from a page to an order. */
export const FUNNEL_STEPS = [
  "page_view",
  "search",
  "view_item_list",
  "view_item",
  "add_to_cart",
  "view_cart",
  "begin_checkout",
  "add_shipping_info",
  "add_payment_info",
  "purchase",
] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** When each kind of step happened in a visit first and last (epoch ms). */
export type StepTimes = Partial<Record<FunnelStep, [first: number, last: number]>>;

export function addStepTime(times: StepTimes, { name, time }: VisitEvent): void {
  const step = FUNNEL_STEPS.find((one) => one === name);
  if (step === undefined) return;
  const [first, last] = times[step] ?? [time, time];
  times[step] = [Math.min(first, time), Math.max(last, time)];
}
