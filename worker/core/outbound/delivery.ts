import type { DeliveryReply } from "../../wire/webhook.ts";
import { nextTry } from "./retry.ts";
import { isSuccess } from "./webhook.ts";

/** One try to deliver something. */
export interface Attempt {
  /** Epoch ms. */
  at: number;
  /** HTTP status; null when no answer came. */
  status: number | null;
  /** How long the answer took. */
  ms: number;
  /** Why no answer came; null when one did. */
  error: string | null;
  /** The first characters of the answer. */
  reply: string;
  /** `Retry-After` in ms; null when it was not said. */
  retryAfter: number | null;
}

/** What an attempt leaves in the log. */
export type LoggedAttempt = Omit<Attempt, "retryAfter">;

/** One announcement's way to one webhook. Times are epoch ms. */
export interface Delivery {
  webhook: string;
  /** Number of the announcement; 0 for a test. */
  event: number;
  type: string;
  status: DeliveryReply["status"];
  /** When it is tried next; null when it is not. */
  due: number | null;
  /** When it was first tried, or asked for again. */
  since: number;
  /** Tries since then. */
  tries: number;
  /** The latest last. */
  attempts: LoggedAttempt[];
}

/** Attempts that a delivery remembers. */
const KEPT_ATTEMPTS = 15;

/**
 * A delivery after one more attempt.
 *
 * @param random in [0, 1)
 */
export function attempted(delivery: Delivery, attempt: Attempt, random: number): Delivery {
  const { retryAfter, ...logged } = attempt;
  const attempts = [...delivery.attempts, logged].slice(-KEPT_ATTEMPTS);
  const tries = delivery.tries + 1;
  if (isSuccess(attempt.status))
    return { ...delivery, status: "delivered", due: null, tries, attempts };
  const due = nextTry(
    { failures: tries, since: delivery.since, retryAfter, now: attempt.at },
    random,
  );
  return { ...delivery, status: due === null ? "dead" : "waiting", due, tries, attempts };
}

/** A delivery that is to be made once more, with a day of its own. */
export const replayed = (delivery: Delivery, now: number): Delivery => ({
  ...delivery,
  status: "waiting",
  due: now,
  since: now,
  tries: 0,
});
