import { existsSync } from "node:fs";
import * as z from "zod";
import { normalise, type VisitEvent } from "../../../worker/core/visit/index.ts";
import { Event } from "../../../worker/wire/event.ts";
import { textOf } from "../recs/data.ts";

/** An event in the wire's form; `past_orders` is how many the person had before. */
export interface WireEvent {
  name: string;
  age: number;
  past_orders?: number;
  [field: string]: unknown;
}

/** What a line of the sessions' file holds. */
export interface PlayedSession {
  events: WireEvent[];
  ordered: boolean;
}

/** Sessions of a file, and the lines, from 1, that are none. */
export interface PlayedFile {
  sessions: PlayedSession[];
  refused: number[];
}

/** Sessions of a file, one a line, gzipped or not. A line that is no session is told, and left out. */
export function readPlayed(path: string): PlayedFile {
  if (!existsSync(path)) throw new Error(`no ${path}`);
  const read: PlayedFile = { sessions: [], refused: [] };
  for (const [index, line] of textOf(path).split("\n").entries()) {
    if (line.trim() === "") continue;
    const session = sessionOf(line);
    if (session === null) read.refused.push(index + 1);
    else read.sessions.push(session);
  }
  return read;
}

/** Some write 0 and 1; of a session without an outcome nothing can be learnt or measured. */
const Line = z.object({
  events: z.array(z.looseObject({})),
  ordered: z.union([z.boolean(), z.literal([0, 1]).transform(Boolean)]),
});

function sessionOf(line: string): PlayedSession | null {
  try {
    return Line.parse(JSON.parse(line.trim())) as PlayedSession;
  } catch {
    return null;
  }
}

/**
 * A session's events as the door lets them in, the last at `end` (epoch ms). What comes with an order
 * or after it would tell the outcome and is left out. What the wire refuses of an event is left out
 * too, since a file's events are all that happened; an event without a name is none.
 */
export function eventsOf({ events }: PlayedSession, end: number): VisitEvent[] {
  const order = events.findIndex(({ name }) => name === "purchase");
  return (order < 0 ? events : events.slice(0, order)).flatMap((event, place) => {
    const told = { id: `e${place}`, seq: place, ...plainly(event) };
    const parsed = Event.safeParse(told);
    const known = parsed.success ? parsed : Event.safeParse(without(told, parsed.error));
    return known.success
      ? [normalise(known.data, end - Math.max(0, Number(event.age) || 0), "EUR")]
      : [];
  });
}

/** The same without the fields that the wire refuses; of items only those fields, or that item. */
function without(event: Told, { issues }: z.ZodError): object {
  const paths = issues.map(({ path }) => path);
  const refused = new Set(paths.filter(({ length }) => length < 2).map(([field]) => field));
  const items = event.items?.flatMap((item, place) => {
    const fields = paths.filter((path) => path[0] === "items" && path[1] === place);
    if (fields.some(([, , field]) => field === undefined || field === "item_id")) return [];
    return [omit(item, new Set(fields.map(([, , field]) => field)))];
  });
  return { ...omit(event, refused), ...(items !== undefined && { items }) };
}

const omit = (object: object, fields: ReadonlySet<unknown>): object =>
  Object.fromEntries(Object.entries(object).filter(([field]) => !fields.has(field)));

interface Told {
  items?: object[];
  [field: string]: unknown;
}

/** Files write null where a page leaves a field out, an item as its id alone, and ids as numbers. */
function plainly({ items, ...event }: WireEvent): Told {
  if (!Array.isArray(items)) return withoutNulls(event);
  return { ...withoutNulls(event), items: items.map(plainItem) };
}

function plainItem(item: unknown): object {
  if (typeof item !== "object" || item === null) return { item_id: textOfId(item) };
  const told = withoutNulls(item);
  return "item_id" in told ? { ...told, item_id: textOfId(told["item_id"]) } : told;
}

const textOfId = (id: unknown): unknown => (typeof id === "number" ? String(id) : id);

const withoutNulls = (object: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
