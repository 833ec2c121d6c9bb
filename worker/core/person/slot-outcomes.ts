import {
  countClicked,
  countShown,
  noTrials,
  onlyStrategy,
  type SlotLesson,
  type TrialSums,
} from "../recommend/index.ts";
import type { VisitEvent } from "../visit/index.ts";
import { CAPS } from "./caps.ts";
import { traitsOf } from "./traits.ts";
import type { OpenVisit, Profile, Receipt } from "./state.ts";

/**
 * Counts the first sight of a receipt as a trial of its strategy, and the first click on it as a
 * success. Sums add up whatever the order, so a click that comes after its visit was taught simply
 * goes with the next lesson. Call it before the event marks the receipt.
 */
export function countFeedback(profile: Profile, open: OpenVisit, event: VisitEvent): void {
  const isClick = event.name === "recommendation_clicked";
  if (!isClick && event.name !== "recommendation_shown") return;
  const receipt = profile.receipts.find(({ id }) => id === event.receipt);
  if (receipt === undefined) return;
  const { items, shown, clicked, propensity = 1 } = receipt;
  if (!event.items.some(({ id }) => items.some((item) => item.id === id))) return;
  const isFirstSight = shown.length + clicked.length === 0;
  const isFirstClick = isClick && clicked.length === 0;
  if (!isFirstSight && !isFirstClick) return;
  const sums = sumsOf(open, receipt);
  if (sums === null) return;
  if (isFirstSight) countShown(sums, propensity);
  if (isFirstClick) countClicked(sums, propensity);
}

/** Where a receipt is counted; null when the visit has been through more slots than are kept. */
function sumsOf(open: OpenVisit, receipt: Receipt): TrialSums | null {
  const { slot, scenario } = receipt;
  const strategy = receipt.strategy ?? onlyStrategy(scenario);
  const trials = (open.trials ??= []);
  const known = trials.find(
    (other) => other.slot === slot && other.scenario === scenario && other.strategy === strategy,
  );
  if (known !== undefined) return known.sums;
  if (trials.length >= CAPS.trials) return null;
  const sums = noTrials();
  trials.push({ slot, scenario, strategy, sums });
  return sums;
}

/** What the visit's receipts came to since it was last asked; null when nothing did. */
export function takeSlotLesson(profile: Profile, open: OpenVisit): SlotLesson | null {
  const { trials, visit } = open;
  if (trials === undefined) return null;
  delete open.trials;
  const { returning } = traitsOf(profile, open, visit.last);
  const context = `${returning ? "returning" : "new"} ${open.device}`;
  return { target: "slots", at: visit.last, context, trials };
}
