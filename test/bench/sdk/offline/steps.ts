import { sentBy } from "../decode.ts";
import type { Call } from "../page.ts";
import type { Arrival } from "../site.ts";
import type { TrackerName } from "../trackers.ts";

/** An event that can be told from every other on any tracker's wire. */
export const step = (number: number): Call => [`step_${number}`, { value: number }];

/** The numbers of the steps that arrived, in order; a tracker's second delivery of one event is none. */
export const stepsOf = (tracker: TrackerName, arrivals: readonly Arrival[]): number[] =>
  sentBy(tracker, arrivals).flatMap(({ name, fields }) => {
    const found = /\bstep_(\d+)\b/.exec(`${name} ${JSON.stringify(fields)}`);
    return found ? [Number(found[1])] : [];
  });
