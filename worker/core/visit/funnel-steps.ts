import { FUNNEL_STEPS, type FunnelStep } from "../../wire/report-query.ts";
import type { VisitEvent } from "./event.ts";

export { FUNNEL_STEPS, type FunnelStep };

/** When each kind of step happened in a visit first and last (epoch ms). */
export type StepTimes = Partial<Record<FunnelStep, [first: number, last: number]>>;

export function addStepTime(times: StepTimes, { name, time }: VisitEvent): void {
  const step = FUNNEL_STEPS.find((one) => one === name);
  if (step === undefined) return;
  const known = times[step];
  if (known === undefined) times[step] = [time, time];
  else if (time < known[0]) known[0] = time;
  else if (time > known[1]) known[1] = time;
}
