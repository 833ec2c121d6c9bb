import { fromLine, toLine } from "../core/person/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";

/** What an open visit may gather before it moves to the journal. */
const SPILL_CHARS = 16_384;
/** What goes into one journal row, unless a single event is longer. */
const ROW_CHARS = 262_144;

/**
 * The events of open visits as JSON lines: they ride in the person's row and become one journal row
 * when their visit ends or passes 16 KB. Lines are made once and never parsed on the way.
 */
export class OpenLog {
  readonly #lines = new Map<string, string[]>();

  static parse(log: string): OpenLog {
    const open = new OpenLog();
    for (const line of log.split("\n"))
      if (line !== "") open.#linesOf(fromLine(line).session).push(line);
    return open;
  }

  add(session: string, event: VisitEvent): void {
    this.#linesOf(session).push(toLine(session, event));
  }

  /** Takes out one event; false when it is not here any more. */
  drop(session: string, id: string): boolean {
    const lines = this.#linesOf(session);
    const kept = withoutEvent(lines, id);
    this.#lines.set(session, kept);
    return kept.length < lines.length;
  }

  /** Takes out what must go to the journal: visits that are not open any more, and long ones. */
  takeSpilled(open: ReadonlySet<string>): { session: string; events: string }[] {
    const spilled: { session: string; events: string }[] = [];
    for (const [session, lines] of this.#lines) {
      const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
      if (open.has(session) && length < SPILL_CHARS) continue;
      for (const events of rowsOf(lines)) spilled.push({ session, events });
      this.#lines.delete(session);
    }
    return spilled;
  }

  /** As one text, and what `parse` takes. */
  toString(): string {
    return [...this.#lines.values()].flat().join("\n");
  }

  #linesOf(session: string): string[] {
    let lines = this.#lines.get(session);
    if (lines === undefined) this.#lines.set(session, (lines = []));
    return lines;
  }
}

/** Lines without those of one event. */
export const withoutEvent = (lines: readonly string[], id: string): string[] =>
  lines.filter((line) => !line.includes(JSON.stringify(id)) || fromLine(line).event.id !== id);

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
