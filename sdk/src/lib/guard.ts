let verbose = false;

/** Debug messages go to the console only where someone asked for them; a shop's console stays clean. */
export function setDebug(wanted: boolean): void {
  verbose = wanted;
}

export function debug(...message: unknown[]): void {
  if (verbose) console.debug("okaeri", ...message);
}

/** Whatever goes wrong in `work` stays in it: a page must never break because it has a tag. */
export const guard =
  <Args extends unknown[], Result>(work: (...args: Args) => Result) =>
  (...args: Args): Result | undefined => {
    try {
      return work(...args);
    } catch (error) {
      debug(error);
      return undefined;
    }
  };

/**
 * Listens to a space-separated list of event types. It captures, so that a page which stops
 * propagation does not hide anything.
 */
export function on(
  target: EventTarget,
  types: string,
  handler: (event: Event & Partial<PageTransitionEvent & MouseEvent>) => void,
): void {
  for (const type of types.split(" ")) {
    target.addEventListener(type, guard(handler), true);
  }
}
