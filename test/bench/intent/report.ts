import { baseLogLoss, chanceError, HEADER, mean, qualityOf, reliability, row } from "./measures.ts";
import { play, type Said } from "./play.ts";
import type { PlayedSession } from "./sessions-file.ts";

const EVENTS = [1, 2, 3, 5, 10];

/**
 * Plays sessions as a shop would live them and prints what was said of them. `auc@n` is over the
 * sessions that have an n-th event, at that event; all else is over every event of every session, from
 * the first on. The base is the best constant in hindsight.
 */
export function report(name: string, sessions: readonly PlayedSession[]): void {
  const { said, eventTime, learningTime } = play(sessions);
  if (said.length === 0) throw new Error(`${name}: no event before an order`);
  const all = qualityOf(said);
  const share = (100 * mean(sessions, ({ ordered }) => Number(ordered))).toFixed(2);
  console.log(`\n${name}: ${sessions.length} sessions, ${share} % order, ${said.length} events`);
  console.log(HEADER);
  const after = EVENTS.map((n) => ({ n, said: said.filter(({ event }) => event === n) }));
  for (const { n, said: at } of after)
    if (at.length > 0) console.log(row(`after ${n} of ${at.length} sessions`, qualityOf(at)));
  console.log(row("at every event", all));
  const half = said.filter(({ session }) => session >= sessions.length / 2);
  console.log(row("the same, second half of the sessions", qualityOf(half)));
  groups(said);
  table(said);
  const known = mean(said, ({ isKnown }) => Number(isKnown));
  console.log(`calibration error by chance alone: ${chanceError(said).toFixed(4)}`);
  console.log(`scored, not insufficient evidence: ${(100 * known).toFixed(0)} % of events`);
  console.log(`learning: ${learningTime.toFixed(1)} µs of the processor a session\n`);
  for (const { n, said: at } of after)
    console.log(`auc@${n} ${at.length === 0 ? "NaN" : qualityOf(at).auc.toFixed(4)}`);
  console.log(`logloss ${all.logLoss.toFixed(5)}`);
  console.log(`base_logloss ${baseLogLoss(all.rate).toFixed(5)}`);
  console.log(`brier ${all.brier.toFixed(5)}`);
  console.log(`ece ${all.ece.toFixed(5)}`);
  console.log(`us_per_event ${eventTime.toFixed(2)}`);
}

/** Whether each kind of visitor is told the truth, and not only all together. */
function groups(said: readonly Said[]): void {
  console.log("\nby group                      events   said   came");
  for (const [group, of] of [...Map.groupBy(said, (each) => each.group)].sort())
    console.log(
      `${group.padEnd(26)}${String(of.length).padStart(10)}` +
        pair({ said: mean(of, (x) => x.probability), came: mean(of, (x) => Number(x.ordered)) }),
    );
}

function table(said: readonly Said[]): void {
  console.log("\ntenths by score                        said   came");
  const ascending = said.toSorted((a, b) => a.probability - b.probability);
  reliability(ascending).forEach((bin, place) =>
    console.log(`${String(place + 1).padStart(2)}`.padEnd(36) + pair(bin)),
  );
}

const pair = ({ said, came }: { said: number; came: number }): string =>
  said.toFixed(4).padStart(8) + came.toFixed(4).padStart(7);
