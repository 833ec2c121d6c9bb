import { logError } from "./log.ts";

/** What a reply does without is logged, and `other` stands in its place: it costs a part, never all. */
export async function orElse<T>(other: T, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    logError("a part of the reply could not be read", error);
    return other;
  }
}
