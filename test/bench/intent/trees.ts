import { mean, logLoss } from "./measures.ts";
import { boosting } from "./peers/boosting.ts";
import type { Peer, PeerRow } from "./peers/logistic.ts";
import type { Said } from "./play.ts";
import { Living } from "./played.ts";
import { eventsOf, type PlayedSession } from "./sessions-file.ts";

/** Stretches of the sessions; trees are grown anew after each. */
const BLOCKS = 5;
/** Moments that trees are grown from; more would take them minutes. */
const GROWN_FROM = 12_000;

/**
 * What gradient-boosted trees would have said in place of the model: always, and only where the trees
 * before them had won the stretch before. Trees of a stretch are grown from all stretches before it.
 */
export function trees(
  sessions: readonly PlayedSession[],
  shipped: readonly Said[],
): { always: Said[]; promoted: Said[]; promotions: number } {
  const rows = sessions.flatMap(rowsOf);
  const blockOf = ({ session }: Said) => Math.floor((BLOCKS * session) / sessions.length);
  const blocks = Array.from({ length: BLOCKS }, (_, block) => ({
    from: shipped.findIndex((said) => blockOf(said) === block),
    said: shipped.filter((said) => blockOf(said) === block),
  }));
  const [first] = blocks;
  const [always, promoted] = [[...first!.said], [...first!.said]];
  let [hasWon, promotions] = [false, 0];
  for (const { from, said } of blocks.slice(1)) {
    const peer = grownFrom(rows.slice(0, from));
    const told = said.map((each, place) => ({ ...each, probability: peer(rows[from + place]!) }));
    always.push(...told);
    promoted.push(...(hasWon ? told : said));
    promotions += Number(hasWon);
    hasWon = lossOf(told) < lossOf(said);
  }
  return { always, promoted, promotions };
}

const lossOf = (said: readonly Said[]): number =>
  mean(said, ({ probability, ordered }) => logLoss(probability, ordered));

function grownFrom(past: readonly PeerRow[]): Peer {
  const stride = Math.max(1, past.length / GROWN_FROM);
  const count = Math.floor(past.length / stride);
  return boosting(Array.from({ length: count }, (_, place) => past[Math.floor(place * stride)]!));
}

/** What trees see of each moment of a session. */
function rowsOf(session: PlayedSession): PeerRow[] {
  const living = new Living();
  return eventsOf(session, 0).map((event) => {
    living.live(event);
    const { numbers, categories } = living.row;
    return { numbers, categories, ordered: session.ordered };
  });
}
