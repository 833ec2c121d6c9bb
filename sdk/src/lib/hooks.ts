import type { BatchReply } from "../../../worker/wire/batch.ts";
import type { Event } from "../../../worker/wire/event.ts";

/** Takes part in what the tag does. A plugin that throws changes nothing. */
export interface Plugin {
  /** Sees each event before it is kept. Returns what is kept instead; `null` drops the event. */
  beforeSend?(event: Event): Event | null | void;
  /** Sees each reply of the Worker before the tag does, and may return another. */
  onReply?(reply: BatchReply): BatchReply | void;
  /** Hears what the tag could not do, and why. */
  onDebug?(message: unknown): void;
}

export const plugins: Plugin[] = [];

/** All that plugins were told so far, kept only where someone debugs. */
let trace: Trace | undefined;

export type Trace = [name: keyof Plugin, value: unknown][];

export const startTrace = (): Trace => (trace = []);

/** Tells all plugins, and returns what they made of `value`. */
export function hook<T>(name: keyof Plugin, value: T): T {
  for (const plugin of plugins)
    try {
      const changed = (plugin[name] as ((value: T) => T) | undefined)?.(value);
      if (changed !== undefined) value = changed;
    } catch (error) {
      trace?.push(["onDebug", error]);
    }
  trace?.push([name, value]);
  return value;
}

/** Whatever goes wrong in `work` stays in it: a page must never break because it has a tag. */
export const guard =
  <Args extends unknown[], Result>(work: (...args: Args) => Result) =>
  (...args: Args): Result | undefined => {
    try {
      return work(...args);
    } catch (error) {
      hook("onDebug", error);
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
  handler: (event: globalThis.Event & Partial<PageTransitionEvent & MouseEvent>) => void,
): void {
  for (const type of types.split(" ")) {
    target.addEventListener(type, guard(handler), true);
  }
}
