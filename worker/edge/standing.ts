/** How long what an object said is taken to stand. Changes are seen within this time. */
const FRESH_MS = 5_000;
/** From this age on one request asks again, so that the others need not. */
const EARLY_MS = 4_000;

/**
 * When an object last said what has become of all that this isolate holds of it, which then stands
 * until it is to be asked again: once in a while for everything, however much is read.
 */
export class Standing {
  #at = -Infinity;
  #askedAt = -Infinity;

  /**
   * Whether this request is to ask, at `now` (epoch ms). Who is told so must: of those that come before
   * the time is up only the first is. A request cannot wait for another's answer, in workerd.
   */
  isToAsk(now: number): boolean {
    const age = Math.abs(now - this.#at);
    if (age < EARLY_MS) return false;
    if (age < FRESH_MS && Math.abs(now - this.#askedAt) < FRESH_MS - EARLY_MS) return false;
    this.#askedAt = now;
    return true;
  }

  /** It was said what has changed up to `now`. */
  confirm(now: number): void {
    this.#at = now;
  }
}
