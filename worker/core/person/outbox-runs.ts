import type { Outgoing, PersonState } from "./state.ts";

/** An alarm tries again within seconds: what nobody has heard of for so long has arrived. */
const SURELY_SENT_MS = 5 * 60_000;

/** What a person's row holds of its outbox, and one call to a receiver carries, as JSON. */
const RUN_CHARS = 128_000;
/** So few messages never reach that, unless one is of an order, which may have thousands of lines. */
const SURELY_ONE_RUN = 4;
const mayBeLarge = ({ body }: Outgoing) => "order" in body || "lines" in body;

/**
 * The outbox in runs of at most 128 000 characters as JSON, in order. The first rides in the row;
 * an import or a receiver that is down for long fills more, which wait in rows of their own.
 */
export function outboxRuns(outbox: readonly Outgoing[]): Outgoing[][] {
  if (outbox.length <= SURELY_ONE_RUN && !outbox.some(mayBeLarge)) return [[...outbox]];
  const runs: Outgoing[][] = [[]];
  let chars = 0;
  for (const message of outbox) {
    const own = JSON.stringify(message).length;
    chars += own;
    if (chars > RUN_CHARS && runs.at(-1)!.length > 0) {
      runs.push([]);
      chars = own;
    }
    runs.at(-1)!.push(message);
  }
  return runs;
}

/**
 * Lets an outbox rest whose delivery was due long ago and of which no failure is known. It has arrived,
 * and only the row does not say so, since that alone is not worth a row; should this object have died
 * at that moment, it goes with what goes next, and who has had it knows its ids.
 */
export function restOutbox(state: PersonState, now: number): void {
  const { outbox, outboxDue, overflowing } = state;
  if (outboxDue === null || outboxDue > now - SURELY_SENT_MS || overflowing) return;
  if (!outbox.some(({ failed }) => failed)) state.outboxDue = null;
}
