import type { Buyer, ValidOrder } from "../customer/index.ts";
import { FEWEST } from "./conversion.ts";
import { kaplanMeier, stepAt, type SurvivalCurve } from "./kaplan-meier.ts";
import { itemsOf } from "./orders.ts";
import { type OptOuts, type Wait, waitsAfter } from "./waits.ts";

/** How fast one-time buyers come back: the shop's curve, and how channels and first products differ. */
export interface Comeback {
  curve: SurvivalCurve;
  /** Days up to which enough people were still waited for. */
  known: number;
  channels: ReadonlyMap<string, number>;
  items: ReadonlyMap<string, number>;
}

/** A group's own speed counts for half once so many of it were expected to come back (proposal). */
const SHRINKAGE = 10;
/** Past what is known, people keep coming back as in the last so many days of it. */
const TREND = 90;

/**
 * Learns from everybody's first wait as it stood at `now`. A group comes back (O + κ)/(E + κ) times as
 * fast as the shop, where O came back and E would have at the shop's speed, given how long each was
 * waited for (the mean of a gamma-distributed frailty): small groups are shrunk to the shop's curve.
 */
export function fitComeback(buyers: readonly Buyer[], now: number, optOuts?: OptOuts): Comeback {
  const waits = waitsAfter(buyers, 1, now, optOuts);
  const curve = kaplanMeier(waits);
  const { durations } = curve;
  const known = durations[Math.max(0, durations.length - FEWEST)] ?? 0;
  return {
    curve,
    known,
    channels: speeds(waits, curve, channelsOf),
    items: speeds(waits, curve, itemsOf),
  };
}

const channelsOf = ({ channel }: ValidOrder): string[] => (channel === null ? [] : [channel]);

function speeds(
  waits: readonly Wait[],
  curve: SurvivalCurve,
  groupsOf: (order: ValidOrder) => readonly string[],
): Map<string, number> {
  const groups = new Map<string, { came: number; expected: number }>();
  for (const { order, next, days } of waits) {
    const expected = stepAt(curve, days).hazard;
    for (const key of groupsOf(order)) {
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = { came: 0, expected: 0 }));
      if (next !== null) group.came++;
      group.expected += expected;
    }
  }
  return new Map(
    Array.from(groups, ([key, { came, expected }]) => [
      key,
      (came + SHRINKAGE) / (expected + SHRINKAGE),
    ]),
  );
}

/** How fast buyers of this first order come back, as a multiple of the shop's speed, by what. */
export interface Speed {
  channel: number;
  /** Of the items together: their geometric mean, since they describe one basket. */
  items: number;
  /** The item that lies furthest from the shop's speed, with its own. */
  item: { id: string; speed: number } | null;
}

export function speedOf(order: ValidOrder, { channels, items }: Comeback): Speed {
  const ids = itemsOf(order);
  let [sum, item] = [0, null as Speed["item"]];
  for (const id of ids) {
    const speed = items.get(id) ?? 1;
    sum += Math.log(speed);
    if (item === null || Math.abs(Math.log(speed)) > Math.abs(Math.log(item.speed)))
      item = { id, speed };
  }
  return {
    channel: channels.get(order.channel ?? "") ?? 1,
    items: ids.length === 0 ? 1 : Math.exp(sum / ids.length),
    item,
  };
}

/**
 * The chance that somebody who has not come back for `waited` days does so in the next `days`:
 * `1 − Ŝ(t+h)/Ŝ(t)`, with the hazard a multiple of the shop's.
 */
export function comebackChance(
  comeback: Comeback,
  waited: number,
  days: number,
  speed = 1,
): number {
  const hazard = hazardBy(comeback, waited + days) - hazardBy(comeback, waited);
  return 1 - Math.exp(-speed * hazard);
}

/** −ln Ŝ, continued past what is known. */
function hazardBy({ curve, known }: Comeback, days: number): number {
  const by = (day: number) => -Math.log(Math.max(1e-9, stepAt(curve, day).survival));
  if (days <= known || known === 0) return by(days);
  const from = Math.max(0, known - TREND);
  return by(known) + ((by(known) - by(from)) / (known - from)) * (days - known);
}
