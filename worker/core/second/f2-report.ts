import type { Buyer } from "../customer/index.ts";
import {
  type Conversion,
  conversionOf,
  FEWEST,
  HORIZONS,
  type Rate,
  rateOf,
} from "./conversion.ts";
import { categoriesOf, itemsOf } from "./orders.ts";
import { wallVerdict, type WallVerdict } from "./wall.ts";
import { type OptOuts, type Wait, waitsAfter } from "./waits.ts";

/** What the nth order of a group has in common. */
export type GroupBy = "month" | "channel" | "product" | "category";

export interface F2Options {
  /** The order after which the clock starts: 1 asks for the second order. */
  nth?: number;
  horizons?: readonly number[];
  /** Curves of groups beside the shop's. */
  by?: GroupBy;
  /** The month of a time (epoch ms) on the shop's calendar, as `2026-11`; by default UTC's. */
  monthOf?: (time: number) => string;
  /** Days of the wall's verdict. */
  wallDays?: number;
  optOuts?: OptOuts;
}

export interface F2Report extends Conversion {
  nth: number;
  /** How many of those with n orders have n + 1 so far. */
  transitions: (Rate & { from: number; to: number })[];
  wall: WallVerdict;
  /** The largest first, or by month in time; only groups that are large enough to tell of. */
  groups: (Conversion & { group: string })[];
}

const TRANSITIONS = 8;
const MOST_GROUPS = 50;

/** The curve from the nth order to the next, the wall, and curves of groups (SPEC S18, S19). */
export function f2Report(buyers: readonly Buyer[], now: number, options: F2Options = {}): F2Report {
  const { nth = 1, horizons = HORIZONS, by, monthOf = utcMonth, wallDays = 90, optOuts } = options;
  const waitsOf = Array.from({ length: TRANSITIONS }, (_, index) =>
    waitsAfter(buyers, index + 1, now, optOuts),
  );
  const waits = waitsOf[nth - 1] ?? waitsAfter(buyers, nth, now, optOuts);
  return {
    nth,
    ...conversionOf(waits, horizons),
    transitions: waitsOf
      .map((each, index) => Object.assign({ from: index + 1, to: index + 2 }, naiveOf(each)))
      .filter(({ n }) => n > 0),
    wall: wallVerdict(waitsOf[0]!, waitsOf[1]!, wallDays),
    groups: by === undefined ? [] : groupsOf(waits, by, monthOf, horizons),
  };
}

const utcMonth = (time: number) => new Date(time).toISOString().slice(0, 7);

const naiveOf = (waits: readonly Wait[]) =>
  rateOf(waits.filter(({ next }) => next !== null).length, waits.length);

function groupsOf(
  waits: readonly Wait[],
  by: GroupBy,
  monthOf: (time: number) => string,
  horizons: readonly number[],
): F2Report["groups"] {
  const groups = new Map<string, Wait[]>();
  for (const wait of waits) {
    for (const group of groupNames(wait, by, monthOf)) {
      const members = groups.get(group);
      if (members === undefined) groups.set(group, [wait]);
      else members.push(wait);
    }
  }
  const large = [...groups].filter(([, members]) => members.length >= FEWEST);
  large.sort(([a, x], [b, y]) => (by === "month" ? 0 : y.length - x.length) || (a < b ? -1 : 1));
  const shown = by === "month" ? large.slice(-MOST_GROUPS) : large.slice(0, MOST_GROUPS);
  return Array.from(shown, ([group, members]) => ({ group, ...conversionOf(members, horizons) }));
}

/** An order of several products belongs to the group of each. */
function groupNames(
  { order }: Wait,
  by: GroupBy,
  monthOf: (time: number) => string,
): readonly string[] {
  if (by === "month") return [monthOf(order.time)];
  if (by === "channel") return order.channel === null ? [] : [order.channel];
  return by === "product" ? itemsOf(order) : categoriesOf(order);
}
