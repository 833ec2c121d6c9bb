import { logError } from "./log.ts";
import type { Soon } from "./soon.ts";

/** What a reply does without is logged, and `other` stands in its place: it costs a part, never all. */
export const orElse = <T>(other: T, read: Soon<T>): Soon<T> =>
  read instanceof Promise
    ? read.catch((error: unknown) => {
        logError("a part of the reply could not be read", error);
        return other;
      })
    : read;
