import {
  type Customer,
  partOf,
  tell,
  tellTimeline,
  type TimelineText,
} from "../core/person/index.ts";
import type { PersonStore } from "../storage/person-store.ts";
import type { PersonReply, TimelineEvent } from "../wire/person.ts";
import type { Memory } from "./person-record.ts";

/** Timeline events a page holds, rounded up to whole journal rows, and rows that it reads for them. */
const PAGE_EVENTS = 200;
const JOURNAL_ROWS = 20;

/** A page of somebody's timeline. */
export interface PageAsked {
  /** `next_cursor` of the page before, or null for the first. */
  cursor: string | null;
  /** Only events that touch this item. */
  item?: string | undefined;
  /** Epoch ms. */
  now: number;
}

/** The person as the API tells it. */
export function readPerson(
  { state, log }: Memory,
  store: PersonStore,
  { cursor, item, now }: PageAsked,
  customer: Customer | null,
): PersonReply {
  const hidden = Object.keys(state.parts ?? {}).filter((name) => partOf(state, name) === null);
  const first: TimelineText = { source: state.visitor, events: log.toString() };
  const timeline: TimelineEvent[] = cursor === null ? tellTimeline([first], item) : [];
  let before = placeAt(cursor);
  // Of one item a page is found among as many rows as it takes.
  for (let isDone = false; !isDone;) {
    const rows = store.journal(before ?? END, JOURNAL_ROWS, hidden);
    const texts: TimelineText[] = [];
    before = null;
    let lines = timeline.length;
    for (const [place, { at, seq, source, events }] of rows.entries()) {
      texts.push({ source: source || state.visitor, events });
      lines += events.split("\n").length;
      const isFull = item === undefined && lines >= PAGE_EVENTS && place < rows.length - 1;
      if (isFull || (place === rows.length - 1 && rows.length === JOURNAL_ROWS))
        before = { at, seq };
      if (isFull) break;
    }
    timeline.push(...tellTimeline(texts, item));
    isDone = item === undefined || before === null || timeline.length >= PAGE_EVENTS;
  }
  return {
    ...tell(state, now, customer),
    intent: state.intent,
    timeline: timeline.sort((a, b) => b.time.localeCompare(a.time)),
    next_cursor: before === null ? null : `${before.at}-${before.seq}`,
  };
}

const END = { at: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER };

function placeAt(cursor: string | null): { at: number; seq: number } | null {
  if (cursor === null) return null;
  const [at = 0, seq = 0] = cursor.split("-").map(Number);
  return { at, seq };
}
