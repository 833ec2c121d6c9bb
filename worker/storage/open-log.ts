import { fromLine, type Lined, toLine } from "../core/person/index.ts";

/** What an open visit may gather before it moves to the journal. */
const SPILL_CHARS = 16_384;
/** What goes into one journal row, unless a single event is longer. */
const ROW_CHARS = 262_144;

/** Lines of one session, as far as they came from one part of the record. */
interface Lines {
  session: string;
  /** Empty for one's own. */
  source: string;
  lines: string[];
}

/** What must go to the journal, as one row. */
export interface Spilled extends Omit<Lines, "lines"> {
  /** Time of its last event (epoch ms). */
  at: number;
  events: string;
}

/**
 * The events of open visits as JSON lines: they ride in the person's row and become one journal row
 * when their visit ends or passes 16 KB. Lines are made once and never parsed on the way.
 */
export class OpenLog {
  #open: Lines[] = [];

  static parse(log: string): OpenLog {
    const open = new OpenLog();
    for (const line of log.split("\n"))
      if (line !== "") {
        const { session, source } = fromLine(line);
        open.#linesOf(session, source).push(line);
      }
    return open;
  }

  add(lined: Lined): void {
    this.#linesOf(lined.session, lined.source).push(toLine(lined));
  }

  /** Takes out one event; false when it is not here any more. */
  drop(session: string, id: string): boolean {
    for (const open of this.#open) {
      if (open.session !== session) continue;
      const kept = withoutEvent(open.lines, id);
      if (kept.length === open.lines.length) continue;
      open.lines = kept;
      return true;
    }
    return false;
  }

  /**
   * Takes out what must go to the journal: visits that are not open any more, and long ones.
   *
   * @param open by `placeOf`
   */
  takeSpilled(open: ReadonlySet<string>): Spilled[] {
    const spilled: Spilled[] = [];
    this.#open = this.#open.filter(({ session, source, lines }) => {
      const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
      if (open.has(placeOf(session, source)) && length < SPILL_CHARS) return true;
      for (const events of rowsOf(lines))
        spilled.push({ session, source, at: timeOfLines(events), events });
      return false;
    });
    return spilled;
  }

  /** As one text, and what `parse` takes. */
  toString(): string {
    return this.#open.flatMap(({ lines }) => lines).join("\n");
  }

  #linesOf(session: string, source = ""): string[] {
    let known = this.#open.find((open) => open.session === session && open.source === source);
    if (known === undefined) this.#open.push((known = { session, source, lines: [] }));
    return known.lines;
  }
}

/** Names a session of one part of the record. */
export const placeOf = (session: string, source = ""): string => `${source} ${session}`;

/** Lines without those of one event. */
export const withoutEvent = (lines: readonly string[], id: string): string[] =>
  lines.filter((line) => !line.includes(JSON.stringify(id)) || fromLine(line).event.id !== id);

/** The time of the last event (epoch ms), or 0 where there is none. */
export function timeOfLines(events: string): number {
  const last = events.slice(events.lastIndexOf("\n") + 1);
  return last === "" ? 0 : (fromLine(last).event.time ?? 0);
}

/** Lines as texts that each fit into a row: a batch may be 1 MB, and more once it is normalised. */
function rowsOf(lines: readonly string[]): string[] {
  const rows: string[] = [];
  let row = "";
  for (const line of lines) {
    if (row !== "" && row.length + line.length > ROW_CHARS) {
      rows.push(row);
      row = "";
    }
    row += row === "" ? line : `\n${line}`;
  }
  return row === "" ? rows : [...rows, row];
}
