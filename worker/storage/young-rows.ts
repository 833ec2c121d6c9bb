import { withoutEvent } from "./open-log.ts";
import type { JournalRow } from "./person-store.ts";

/** What rides in a person's row beside the open visits: some four visits of five pages. */
const KEPT_CHARS = 16_384;
/** Where a row is from, and how many lines of facts and of events follow. */
type Head = [
  seq: number,
  at: number,
  source: string,
  session: string,
  facts: number,
  events: number,
];

interface Young {
  row: JournalRow;
  text: string;
}

/**
 * The latest rows of a journal, which ride in the person's row until they are many. Whoever came once
 * needs neither a row nor a table of their own for it, and most of those who came twice do not either.
 */
export class YoungRows {
  #rows: Young[] = [];

  /** Takes the rows from the beginning of a text, and answers the rest of it. */
  static parse(text: string): { young: YoungRows; rest: string } {
    const young = new YoungRows();
    const lines = text.split("\n");
    let place = 0;
    const take = (count: number) => lines.slice(place, (place += count)).join("\n");
    while (isHead(lines[place])) {
      const [seq, at, source, session, facts, events] = JSON.parse(take(1)) as Head;
      young.add({ seq, at, source, session, facts: take(facts), events: take(events) });
    }
    return { young, rest: take(lines.length) };
  }

  /** In the order in which they were added. */
  get all(): readonly JournalRow[] {
    return this.#rows.map(({ row }) => row);
  }

  add(row: JournalRow): void {
    this.#rows.push({ row, text: textOf(row) });
  }

  /** Drops the rows that are not to be kept; how many they were. */
  keep(isKept: (row: JournalRow) => boolean): number {
    const before = this.#rows.length;
    this.#rows = this.#rows.filter(({ row }) => isKept(row));
    return before - this.#rows.length;
  }

  /** Takes one event out of the latest row of its session; whether that row is here. */
  dropEvent(session: string, id: string): boolean {
    const young = this.#rows.findLast(({ row }) => row.session === session);
    if (young === undefined) return false;
    young.row.events = withoutEvent(young.row.events.split("\n"), id).join("\n");
    young.text = textOf(young.row);
    return true;
  }

  /** Takes out all rows once they are too long to ride along. */
  takeGrown(): JournalRow[] {
    const length = this.#rows.reduce((sum, { text }) => sum + text.length + 1, 0);
    if (length <= KEPT_CHARS) return [];
    const grown = this.all;
    this.#rows = [];
    return [...grown];
  }

  /** The rows and what follows them as one text, and what `parse` takes. */
  before(rest: string): string {
    return [...this.#rows.map(({ text }) => text), rest].join("\n");
  }
}

function textOf({ seq, at, source, session, facts, events }: JournalRow): string {
  const head: Head = [seq, at, source, session, linesOf(facts), linesOf(events)];
  return [JSON.stringify(head), facts, events].filter((text) => text !== "").join("\n");
}

/** Lines of events and facts are objects. */
const isHead = (line: string | undefined): boolean => line?.startsWith("[") === true;

const linesOf = (text: string): number => (text === "" ? 0 : text.split("\n").length);
