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

/** A row as it is stored, and what its first line says. */
interface Young extends Pick<JournalRow, "seq" | "at" | "source" | "session"> {
  facts: number;
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
    while (isHead(lines[place])) {
      const [seq, at, source, session, facts, events] = JSON.parse(lines[place]!) as Head;
      const own = lines.slice(place, (place += 1 + facts + events)).join("\n");
      young.#rows.push({ seq, at, source, session, facts, text: own });
    }
    return { young, rest: lines.slice(place).join("\n") };
  }

  get size(): number {
    return this.#rows.length;
  }

  /** Number of the row that was added last, or null without one. */
  get lastSeq(): number | null {
    return this.#rows.at(-1)?.seq ?? null;
  }

  /** In the order in which they were added. */
  get all(): JournalRow[] {
    return this.#rows.map(rowOf);
  }

  add(row: JournalRow): void {
    this.#rows.push(youngOf(row));
  }

  /** Drops the rows that are not to be kept; how many they were. */
  keep(isKept: (row: Pick<JournalRow, "at" | "source">) => boolean): number {
    const before = this.#rows.length;
    this.#rows = this.#rows.filter(isKept);
    return before - this.#rows.length;
  }

  /** Takes one event out of the latest row of its session; whether that row is here. */
  dropEvent(session: string, id: string): boolean {
    const place = this.#rows.findLastIndex((young) => young.session === session);
    if (place < 0) return false;
    const row = rowOf(this.#rows[place]!);
    const events = withoutEvent(row.events.split("\n"), id).join("\n");
    this.#rows[place] = youngOf({ ...row, events });
    return true;
  }

  /** Takes out all rows once they are too long to ride along. */
  takeGrown(): JournalRow[] {
    const length = this.#rows.reduce((sum, { text }) => sum + text.length + 1, 0);
    if (length <= KEPT_CHARS) return [];
    const grown = this.all;
    this.#rows = [];
    return grown;
  }

  /** The rows and what follows them as one text, and what `parse` takes. */
  before(rest: string): string {
    return [...this.#rows.map(({ text }) => text), rest].join("\n");
  }
}

function youngOf({ seq, at, source, session, facts, events }: JournalRow): Young {
  const lines = linesOf(facts);
  const head: Head = [seq, at, source, session, lines, linesOf(events)];
  const text = [JSON.stringify(head), facts, events].filter((part) => part !== "").join("\n");
  return { seq, at, source, session, facts: lines, text };
}

function rowOf({ seq, at, source, session, facts, text }: Young): JournalRow {
  const [, ...lines] = text.split("\n");
  const told = lines.slice(0, facts).join("\n");
  return { seq, at, source, session, facts: told, events: lines.slice(facts).join("\n") };
}

/** Lines of events and facts are objects. */
const isHead = (line: string | undefined): boolean => line?.startsWith("[") === true;

const linesOf = (text: string): number => (text === "" ? 0 : text.split("\n").length);
