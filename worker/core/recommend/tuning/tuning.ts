import type { ItemTable } from "../table/item-table.ts";
import { stepsFrom, TABLE_PARAMETERS, type TableParameters } from "./parameters.ts";

/** Sums over cases of what a rival gained over the parameters in use. */
interface Rival {
  gain: number;
  squares: number;
}

/** A shop's parameters and the evidence on the steps from them: plain data, some 400 bytes as JSON. */
export interface Tuning {
  parameters: TableParameters;
  /** Sessions that came by. */
  sessions: number;
  /** Cases behind `rivals`; older ones count less. */
  cases: number;
  /** Those of them since the evidence was last looked at. */
  fresh: number;
  /** In the order of `stepsFrom(parameters)`. */
  rivals: Rival[];
}

/** Sessions that are all replayed; from then on one in `REPLAY_EVERY`, since it costs ten lessons. */
const ALL_REPLAYED = 20_000;
const REPLAY_EVERY = 10;
/** Cases between two looks at the evidence. */
const BLOCK = 500;
/** Share of the evidence that is kept at a look: some 5 000 cases in all. */
const KEPT = 0.9;
/** Standard errors by which a rival has to be ahead: six are looked at, again and again. */
const GUARD = 3.5;
const TOP = 20;

export const newTuning = (parameters: TableParameters = TABLE_PARAMETERS): Tuning => ({
  parameters: { ...parameters },
  sessions: 0,
  cases: 0,
  fresh: 0,
  rivals: stepsFrom(parameters).map(() => ({ gain: 0, squares: 0 })),
});

/**
 * Learns from one session which parameters serve this shop best, by progressive validation (Blum,
 * Kalai and Langford, 1999): the session is cut at one of its clicks, and the table, which must not
 * have learnt it yet, is asked for what came next, with the parameters in use and with each that is
 * one step away. An answer gains `1/log2(rank + 1)` when it holds the item among its first 20. After
 * each `BLOCK` cases the best step is taken if its mean gain is above `GUARD` standard errors, and
 * the evidence begins anew; otherwise the evidence fades a little, so that a shop that changes is
 * followed.
 *
 * @param session item ids in the order they were viewed
 * @returns the tuning after it; parameters that moved are in use from now on
 */
export function tune(
  before: Tuning,
  session: readonly string[],
  table: ItemTable,
  now: number,
): Tuning {
  const every = before.sessions < ALL_REPLAYED ? 1 : REPLAY_EVERY;
  const tuning = { ...before, sessions: before.sessions + 1 };
  if (before.sessions % every !== 0 || session.length < 2) return tuning;
  const cut = 1 + (Math.floor(before.sessions / every) % (session.length - 1));
  // What is on screen is never answered with, so staying on it is no case.
  if (session[cut] === session[cut - 1]) return tuning;

  const gained = (parameters: TableParameters): number =>
    gainOf(table, session.slice(0, cut), session[cut]!, parameters, now);
  const used = gained(before.parameters);
  tuning.cases += 1;
  tuning.fresh += 1;
  tuning.rivals = stepsFrom(before.parameters).map((parameters, i) => {
    const gain = gained(parameters) - used;
    const { gain: sum, squares } = before.rivals[i]!;
    return { gain: sum + gain, squares: squares + gain * gain };
  });
  return tuning.fresh < BLOCK ? tuning : judged(tuning);
}

function gainOf(
  table: ItemTable,
  prefix: readonly string[],
  next: string,
  { popularityDiscount, ...weights }: TableParameters,
  now: number,
): number {
  const views = new Map<string, number>();
  for (const id of prefix.toReversed()) views.set(id, (views.get(id) ?? 0) + 1);
  const place = table
    .next({
      recent: [...views.keys()],
      views: [...views.values()],
      reminders: true,
      exclude: [prefix.at(-1)!],
      count: TOP,
      now,
      weights,
      popularityDiscount,
    })
    .findIndex(({ id }) => id === next);
  return place < 0 ? 0 : 1 / Math.log2(place + 2);
}

function judged(tuning: Tuning): Tuning {
  const { cases, rivals, parameters, sessions } = tuning;
  let best = -1;
  let lead = GUARD;
  rivals.forEach(({ gain, squares }, i) => {
    const error = Math.sqrt(Math.max(0, squares - gain ** 2 / cases));
    if (gain <= lead * error) return;
    best = i;
    lead = gain / error;
  });
  if (best >= 0) return { ...newTuning(stepsFrom(parameters)[best]!), sessions };
  const faded = rivals.map(({ gain, squares }) => ({ gain: KEPT * gain, squares: KEPT * squares }));
  return { ...tuning, cases: KEPT * cases, fresh: 0, rivals: faded };
}
