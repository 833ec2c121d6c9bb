import Papa from "papaparse";
import {
  type Entry,
  type FeedEnd,
  FeedError,
  type FeedReader,
  type Fields,
  MAX_RECORD,
} from "./feed.ts";
import { columnsOf, ITEMS, type Vocabulary } from "./attributes.ts";
import { linesIn, Window } from "./window.ts";

const DELIMITERS = [",", ";", "\t", "|"];
/** Excel's first line, which says what parts the cells: `sep=;`. */
const SEPARATOR = /^sep=.?$/i;

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
  readonly #vocabulary: Vocabulary;
  #delimiter: string | null;
  /** Columns of the header, null until it came; and what they are. */
  #width: number | null = null;
  #columns: ReturnType<typeof columnsOf> = [];
  /** Once a quote was wrong others will be, and each row is looked at before the parser searches on for its end. */
  #isWary = false;
  /** Whether since the last whole row a line was dropped for its quotes. */
  #isQuoteOpen = false;
  /** Columns of the latest row. */
  #cells = 0;

  /** @param delimiter null to take the one that comes most often in the header */
  constructor(delimiter: string | null, vocabulary: Vocabulary = ITEMS) {
    this.#delimiter = delimiter;
    this.#vocabulary = vocabulary;
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
    if (this.#width === null) throw new FeedError(line, "there is no header line");
    if (this.#isQuoteOpen)
      return { entries, truncated: "a quote is still open at the end of the file" };
    const last = entries.at(-1);
    if (last === undefined || text.endsWith("\n") || this.#cells >= this.#width)
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
    const delimiter = this.#delimiter;
    if (delimiter === null || text === "") return false;
    const isMisquotedAt = (start: number) => this.#isWary && isMisquoted(text, start, delimiter);
    if (isMisquotedAt(0)) return true;
    let at = 0;
    let line = this.#window.line;
    let isBad = false;
    const parser: Papa.Parser = new Papa.Parser({
      delimiter,
      newline: "\n",
      step: ({ data, errors, meta }: Step) => {
        isBad = errors.length > 0;
        if (isBad) return parser.abort();
        // After the last line end the parser tells of one more row that is not there.
        if (meta.cursor === at) return;
        entries.push(...this.#entry(data[0] ?? [], line));
        line += linesIn(text.slice(at, meta.cursor));
        at = meta.cursor;
        isBad = isMisquotedAt(at);
        if (isBad) parser.abort();
      },
    } as Papa.ParseConfig);
    parser.parse(text, 0, isMoreToCome);
    this.#window.take(at);
    return isBad;
  }

  /** Takes the next line as it stands: its quotes are text, or it is wrong. */
  #unquoted(): Entry[] {
    this.#isWary = true;
    const { line, text } = this.#window;
    if (this.#width === null) throw new FeedError(line, "quotes of the header do not pair up");
    const end = text.indexOf("\n");
    const row = this.#window.take(end < 0 ? text.length : end + 1).replace("\n", "");
    const cells = row.split(this.#delimiter!);
    if (cells.length === this.#width) return this.#entry(cells, line);
    if (!row.includes('"')) return [{ line, id: null, problem: "this line is longer than 256 KB" }];
    this.#isQuoteOpen = true;
    return [{ line, id: null, problem: "a quote that is opened here is not closed" }];
  }

  #entry(cells: string[], line: number): Entry[] {
    if (cells.every((cell) => cell.trim() === "")) return [];
    this.#cells = cells.length;
    if (cells.length === this.#width) this.#isQuoteOpen = false;
    if (this.#width === null) {
      if (SEPARATOR.test(cells[0]!)) return [];
      const { key, what } = this.#vocabulary;
      this.#columns = columnsOf(cells, this.#vocabulary);
      if (!this.#columns.some(([attribute]) => attribute === key))
        throw new FeedError(line, `this is no ${what}: no column of the header is called ${key}`);
      this.#width = cells.length;
      return [];
    }
    const fields: Fields = new Map();
    for (const [attribute, place] of this.#columns) {
      const value = cells[place]?.trim();
      if (value && !fields.has(attribute)) fields.set(attribute, value);
    }
    if (cells.length <= this.#width) return [{ line, fields }];
    const problem = `${cells.length} columns, but the header has ${this.#width}`;
    return [
      { line, id: (fields.get(this.#vocabulary.key) as string | undefined) ?? null, problem },
    ];
  }
}

function delimiterOf(text: string): string {
  const [header = ""] = text.trimStart().split("\n", 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** Whether a quoted cell of the row at `start` goes on after its closing quote. */
function isMisquoted(text: string, start: number, delimiter: string): boolean {
  let ended = text.indexOf("\n", start);
  for (let at = start; ; at += 1) {
    if (text[at] === '"') {
      at = endOfQuoted(text, at);
      if (text[at] !== delimiter) return text[at] !== "\n" && text[at] !== undefined;
    } else {
      if (ended >= 0 && ended < at) ended = text.indexOf("\n", at);
      const parted = text.indexOf(delimiter, at);
      if (parted < 0 || (ended >= 0 && ended < parted)) return false;
      at = parted;
    }
  }
}

/** Where what follows a quoted cell and the blanks after it begins; the text's end when it is not closed. */
function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    if (text[at + 1] === '"') continue;
    do at += 1;
    while (text[at] === " ");
    return at;
  }
}
