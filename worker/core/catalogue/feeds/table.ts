import Papa from "papaparse";
import { type Entry, type FeedEnd, FeedError, type FeedReader, MAX_RECORD } from "./feed.ts";
import { attributeOf } from "./attributes.ts";
import { linesIn, Window } from "./window.ts";

const DELIMITERS = [",", ";", "\t", "|"];
/** Lines whose quotes do not pair up; each costs a look at what follows, so that there is an end. */
const MAX_BAD_QUOTES = 1_000;

/** What the parser tells of one row; `cursor` is where the next one begins. */
interface Step {
  data: string[][];
  errors: { message: string }[];
  meta: { cursor: number };
}

/** CSV and TSV with a header of attribute names (RFC 4180; also `;` and `|`). */
export class TableReader implements FeedReader {
  readonly base: string | null = null;
  readonly #window = new Window();
  #delimiter: string | null;
  #header: string[] | null = null;
  #badQuotes = 0;
  /** Whether since the last whole row a line was dropped for its quotes. */
  #isQuoteOpen = false;
  /** Columns of the latest row. */
  #cells = 0;

  /** @param delimiter null to take the one that comes most often in the header */
  constructor(delimiter: string | null) {
    this.#delimiter = delimiter;
  }

  write(text: string): Entry[] {
    this.#window.push(text);
    const entries = this.#read(true);
    if (this.#window.text.length > MAX_RECORD)
      entries.push(...this.#unquoted(), ...this.#read(true));
    return entries;
  }

  end(): FeedEnd {
    const { line, text } = this.#window;
    const entries = this.#read(false);
    if (this.#header === null) throw new FeedError(line, "there is no header line");
    if (this.#isQuoteOpen)
      return { entries, truncated: "a quote is still open at the end of the file" };
    const last = entries.at(-1);
    if (last === undefined || text.endsWith("\n") || this.#cells >= this.#header.length)
      return { entries, truncated: null };
    const problem = "the last line has fewer columns than the header";
    entries[entries.length - 1] = { line: last.line, id: null, problem };
    return { entries, truncated: problem };
  }

  #read(isMoreToCome: boolean): Entry[] {
    const entries: Entry[] = [];
    let isBad = true;
    while (isBad) {
      isBad = this.#rows(isMoreToCome, entries);
      if (isBad) entries.push(...this.#unquoted());
    }
    return entries;
  }

  /** Reads rows into `entries` until one whose quotes do not pair up; whether there is one. */
  #rows(isMoreToCome: boolean, entries: Entry[]): boolean {
    const { text } = this.#window;
    this.#delimiter ??= text.includes("\n") || !isMoreToCome ? delimiterOf(text) : null;
    if (this.#delimiter === null || text === "") return false;
    let at = 0;
    let line = this.#window.line;
    let isBad = false;
    const parser: Papa.Parser = new Papa.Parser({
      delimiter: this.#delimiter,
      newline: "\n",
      step: ({ data, errors, meta }: Step) => {
        isBad = errors.length > 0;
        if (isBad) return parser.abort();
        // After the last line end the parser tells of one more row that is not there.
        if (meta.cursor === at) return;
        entries.push(...this.#entry(data[0] ?? [], line));
        line += linesIn(text.slice(at, meta.cursor));
        at = meta.cursor;
      },
    } as Papa.ParseConfig);
    parser.parse(text, 0, isMoreToCome);
    this.#window.take(at);
    return isBad;
  }

  /** Takes the next line as it stands: its quotes are text, or it is wrong. */
  #unquoted(): Entry[] {
    this.#badQuotes += 1;
    const { line, text } = this.#window;
    if (this.#badQuotes > MAX_BAD_QUOTES || this.#header === null)
      throw new FeedError(line, "quotes do not pair up, here and on many lines before");
    const end = text.indexOf("\n");
    const row = this.#window.take(end < 0 ? text.length : end + 1).replace("\n", "");
    const cells = row.split(this.#delimiter!);
    if (cells.length === this.#header.length) return this.#entry(cells, line);
    this.#isQuoteOpen = true;
    return [{ line, id: null, problem: "a quote that is opened here is not closed" }];
  }

  #entry(cells: string[], line: number): Entry[] {
    if (cells.every((cell) => cell.trim() === "")) return [];
    this.#cells = cells.length;
    if (cells.length === this.#header?.length) this.#isQuoteOpen = false;
    if (this.#header === null) {
      this.#header = cells.map((cell) => attributeOf(cell));
      return [];
    }
    const fields = new Map<string, unknown>();
    for (const [place, name] of this.#header.entries()) {
      const value = cells[place]?.trim();
      if (value && !fields.has(name)) fields.set(name, value);
    }
    if (cells.length <= this.#header.length) return [{ line, fields }];
    const problem = `${cells.length} columns, but the header has ${this.#header.length}`;
    return [{ line, id: (fields.get("id") as string | undefined) ?? null, problem }];
  }
}

function delimiterOf(text: string): string {
  const [header = ""] = text.trimStart().split("\n", 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
}
