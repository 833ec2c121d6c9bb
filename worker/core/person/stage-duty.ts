import {
  type Buyer,
  type CustomerSettings,
  nextStageAt,
  type Stage,
  stageAt,
  stageBegins,
  STAGES,
  thresholdsHeld,
} from "../customer/index.ts";
import type { Announcement } from "../messages/index.ts";
import type { OrderStore } from "../orders/index.ts";
import { hashId } from "../visit/index.ts";
import { send } from "./lessons.ts";
import { ownOrders } from "./own-orders.ts";
import { iso } from "./said.ts";
import type { PersonState } from "./state.ts";

/** Where a person's orders put them, as others have heard of it. */
export interface Standing {
  /** Null when no valid order is left. */
  stage: Stage | null;
  /** Epoch ms; 0 when there is none. */
  lastOrder: number;
  /** Names of the shop's own thresholds that hold. */
  held: string[];
  /** Hash of the settings that say so. */
  rules: string;
  /** When it may change though nothing happens (epoch ms); 0: at once, null: never. */
  due: number | null;
}

const HOUR = 3_600_000;
/** What is told of the past, such as an import, is no news: orders of days ago, and returns of months ago. */
const NEW_ORDER_MS = 24 * HOUR;
const NEW_RETURN_MS = 60 * 24 * HOUR;

const NOBODY: Omit<Standing, "rules"> = { stage: null, lastOrder: 0, held: [], due: null };

/** Says that something has become of the person's orders. */
export function ordersMoved(state: PersonState): void {
  state.standing = { rules: "", ...NOBODY, ...state.standing, due: 0 };
}

/**
 * Looks again at where the person's orders put them, if something became of these, if it is time, or
 * if the shop has decided otherwise, and announces what has changed: `stage.changed` once a boundary,
 * `segment.entered` and `segment.left` for the shop's own thresholds.
 */
export function keepStanding(
  state: PersonState,
  store: OrderStore,
  settings: CustomerSettings,
  now: number,
): void {
  if (state.alias !== undefined) return;
  const { standing } = state;
  if (standing === undefined && state.profile.orders === 0) return;
  const rules = rulesOf(settings);
  const isDue = standing?.due != null && standing.due <= now;
  if (standing !== undefined && standing.rules === rules && !isDue) return;
  const buyer = ownOrders(store, settings, now);
  const after = standingOf(state, buyer, settings, rules, now);
  for (const one of changes(standing ?? { ...NOBODY, rules }, after, settings, now))
    send(state, "courier", { ...one, person: state.visitor }, now);
  state.standing = after;
}

const rulesOf = ({ zone, currency, stageCuts, thresholds }: CustomerSettings): string =>
  hashId(JSON.stringify([zone, currency, stageCuts, thresholds]));

function standingOf(
  { shop, visitor }: PersonState,
  buyer: Buyer | null,
  settings: CustomerSettings,
  rules: string,
  now: number,
): Standing {
  if (buyer === null) return { ...NOBODY, rules };
  const { zone, stageCuts } = settings;
  const lastOrder = buyer.orders.at(-1)!.time;
  const held = thresholdsHeld(buyer, now, settings);
  const next = nextStageAt(lastOrder, now, zone, stageCuts);
  const due = Math.min(
    next === null ? Infinity : next + spread(`${shop}/${visitor}/${next}`),
    ...held.map(({ until }) => until ?? Infinity),
  );
  return {
    stage: stageAt(lastOrder, now, zone, stageCuts),
    lastOrder,
    held: held.map(({ name }) => name),
    rules,
    due: due === Infinity ? null : due,
  };
}

/** A part of an hour that follows from a text, so that a shop's customers do not all wake at midnight. */
const spread = (text: string): number => Number.parseInt(hashId(text).slice(0, 8), 16) % HOUR;

type Change = Omit<Announcement, "person">;

function changes(
  before: Standing,
  after: Standing,
  settings: CustomerSettings,
  now: number,
): Change[] {
  const isSame = after.lastOrder === before.lastOrder;
  const isGain = after.lastOrder > before.lastOrder;
  const isRecent = after.lastOrder > now - NEW_ORDER_MS;
  const isNews = !isSame && (isGain ? isRecent : before.lastOrder > now - NEW_RETURN_MS);
  // What a shop changes by its settings happened to nobody.
  const isByItself = isSame && before.rules === after.rules;
  const at = isGain ? after.lastOrder : now;
  const stages = isByItself
    ? passed(before, after, settings)
    : isNews
      ? moved(before, after, at)
      : [];
  const entered = isNews || (isByItself && isRecent) ? lacking(before, after) : [];
  const left = isNews || isByItself ? lacking(after, before) : [];
  return [
    ...stages.map((change) => stageChanged(change, after, settings)),
    ...entered.map((segment) => ({ type: "segment.entered", at, data: { segment } })),
    ...left.map((segment) => ({ type: "segment.left", at: now, data: { segment } })),
  ];
}

/** Thresholds that hold in `other` and not in `one`. */
const lacking = (one: Standing, other: Standing): string[] =>
  other.held.filter((name) => !one.held.includes(name));

interface StageChange {
  from: Stage | null;
  to: Stage | null;
  /** Epoch ms. */
  at: number;
}

/** To another stage by an order, or by the loss of one. */
const moved = ({ stage: from }: Standing, { stage: to }: Standing, at: number): StageChange[] =>
  from === to ? [] : [{ from, to, at }];

/** Over every boundary that has been passed since. */
function passed(
  before: Standing,
  after: Standing,
  { zone, stageCuts }: CustomerSettings,
): StageChange[] {
  if (before.stage === null || after.stage === null) return [];
  const way = STAGES.slice(STAGES.indexOf(before.stage), STAGES.indexOf(after.stage) + 1);
  return way.slice(1).map((to, place) => ({
    from: way[place]!,
    to,
    at: stageBegins(to, after.lastOrder, zone, stageCuts),
  }));
}

function stageChanged(
  { from, to, at }: StageChange,
  { lastOrder }: Standing,
  { zone, stageCuts }: CustomerSettings,
): Change {
  const next = to === null ? null : nextStageAt(lastOrder, at, zone, stageCuts);
  return {
    type: "stage.changed",
    at,
    data: {
      from,
      to,
      last_order: lastOrder === 0 ? null : iso(lastOrder),
      next_stage_at: next === null ? null : iso(next),
    },
  };
}
