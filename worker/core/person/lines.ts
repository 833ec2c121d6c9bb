import type { Touch } from "../../wire/person.ts";
import type { Traffic } from "../intent/index.ts";
import { EMPTY_EVENT, type VisitEvent } from "../visit/index.ts";

/** How the visit came that an event began; with it the profile can be told from the journal again. */
export interface Entry {
  touch: Touch;
  device: Traffic["device"];
  /** See `campaignKey`; left out when no campaign led to it. */
  campaign?: string;
}

/** An event with what the journal keeps beside it. */
export interface Lined {
  session: string;
  /** The part of the record that it came from, see `handover`; left out of one's own. */
  source?: string | undefined;
  entry?: Entry | undefined;
  event: VisitEvent;
}

/** An event as the journal has it: without its empty fields. */
export interface Journalled extends Omit<Lined, "event"> {
  event: Partial<VisitEvent>;
}

/** The event as a line of the journal: without its empty fields, which are most of them. */
export const toLine = ({ session, source, entry, event }: Lined): string =>
  JSON.stringify(addSaid({ s: session, v: source, in: entry }, event));

/** A line of the journal again. */
export function fromLine(line: string): Journalled {
  const {
    s,
    v,
    in: entry,
    ...event
  } = JSON.parse(line) as Partial<VisitEvent> & {
    s: string;
    v?: string;
    in?: Entry;
  };
  return { session: s, source: v, entry, event };
}

/** An event of the journal with its empty fields. */
export const wholeEvent = (event: Partial<VisitEvent>): VisitEvent => ({
  ...EMPTY_EVENT,
  ...event,
});

export const withoutNulls = (value: object): object => addSaid({}, value);

/** Adds to `told` what of `value` is not empty. */
function addSaid(told: Record<string, unknown>, value: object): object {
  for (const name of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[name];
    if (part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0))
      told[name] = part;
  }
  return told;
}
