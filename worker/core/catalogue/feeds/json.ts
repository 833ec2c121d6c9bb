import { parseJson } from "../../../wire/json.ts";
import { type Entry, type FeedEnd, FeedError, type FeedReader, MAX_RECORD } from "./feed.ts";
import { LIST } from "./format.ts";
import { collect, ITEMS, type Vocabulary } from "./attributes.ts";
import { isShopifyProduct, variantsOf } from "./shopify.ts";
import { Window } from "./window.ts";

/**
 * A list of items as JSON: `[…]`, `{"items": […]}` or Shopify's `{"products": […]}`, also several
 * of these one after another, as pages come. Each object is parsed by itself.
 */
export class JsonReader implements FeedReader {
  readonly base: string | null = null;
  readonly #window = new Window();
  readonly #vocabulary: Vocabulary;
  #isInList = false;

  constructor(vocabulary: Vocabulary = ITEMS) {
    this.#vocabulary = vocabulary;
  }

  write(text: string): Entry[] {
    this.#window.push(text);
    const entries: Entry[] = [];
    while (this.#isInList ? this.#element(entries) : this.#open());
    return entries;
  }

  end(): FeedEnd {
    const { line, text } = this.#window;
    if (!this.#isInList && /^[\s\]},]*$/.test(text)) return { entries: [], truncated: null };
    if (!this.#isInList) throw new FeedError(line, "a list of items or products was awaited");
    const isInside = text.trim() !== "" && text.trim() !== ",";
    const problem = "the file ends inside this item";
    return {
      entries: isInside ? [{ line, id: null, problem }] : [],
      truncated: isInside ? problem : "the file ends before its list is closed",
    };
  }

  /** Goes on to the next list; whether it has begun. What follows a list is of no use. */
  #open(): boolean {
    const { text, line } = this.#window;
    const rest = /^[\s\]},]*/.exec(text)?.[0].length ?? 0;
    const isLater = line > 1 || rest > 0;
    const start = LIST.exec(text.slice(rest));
    if (start !== null) {
      this.#window.take(rest + start[0].length);
      this.#isInList = true;
      return true;
    }
    if (text.length - rest > MAX_RECORD)
      throw new FeedError(line, isLater ? "this is no list of items" : "no list of items begins");
    return false;
  }

  /** Takes the next object of the list out; whether there was one, or the list's end. */
  #element(entries: Entry[]): boolean {
    const { text } = this.#window;
    const start = /[^\s,]/.exec(text)?.index;
    if (start === undefined) return false;
    if (text[start] === "]") {
      this.#window.take(start + 1);
      this.#isInList = false;
      return true;
    }
    this.#window.take(start);
    const end = endOfValue(this.#window.text);
    if (end === null && this.#window.text.length > MAX_RECORD)
      throw new FeedError(this.#window.line, "an item that begins here does not end within 256 KB");
    if (end === null) return false;
    const { line } = this.#window;
    // A bracket that closes nothing is no item either, and is passed.
    entries.push(...entriesOf(this.#window.take(Math.max(1, end)), line, this.#vocabulary));
    return true;
  }
}

/** One item a line (NDJSON, JSON Lines). */
export class LinesReader implements FeedReader {
  readonly base: string | null = null;
  readonly #window = new Window();
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary = ITEMS) {
    this.#vocabulary = vocabulary;
  }

  write(text: string): Entry[] {
    this.#window.push(text);
    const entries: Entry[] = [];
    for (;;) {
      const end = this.#window.text.indexOf("\n");
      const { line } = this.#window;
      if (end < 0 && this.#window.text.length > MAX_RECORD)
        throw new FeedError(line, "this line is longer than 256 KB");
      if (end < 0) return entries;
      entries.push(...entriesOf(this.#window.take(end + 1), line, this.#vocabulary));
    }
  }

  end(): FeedEnd {
    const { line, text } = this.#window;
    const entries = entriesOf(text, line, this.#vocabulary);
    const isCut = entries.some((entry) => "problem" in entry);
    return { entries, truncated: isCut ? "the file ends inside this line" : null };
  }
}

function entriesOf(json: string, line: number, vocabulary: Vocabulary): Entry[] {
  if (json.trim() === "") return [];
  let value: unknown;
  try {
    value = parseJson(json);
  } catch (error) {
    return [{ line, id: null, problem: (error as Error).message.slice(0, 200) }];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [{ line, id: null, problem: "this is no object" }];
  if (vocabulary === ITEMS && isShopifyProduct(value))
    return variantsOf(value).map((fields) => ({ line, fields }));
  return [{ line, fields: collect(Object.entries(value), vocabulary) }];
}

/** Length of the JSON value that `text` begins with, or null when it does not end here. */
function endOfValue(text: string): number | null {
  const MARK = /["{}[\],]/g;
  let depth = 0;
  for (let found = MARK.exec(text); found !== null; found = MARK.exec(text)) {
    const [mark] = found;
    if (mark === '"') {
      const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/gsy;
      STRING.lastIndex = found.index;
      if (!STRING.test(text)) return null;
      MARK.lastIndex = STRING.lastIndex;
    } else if (mark === "{" || mark === "[") depth += 1;
    else if (mark === ",") {
      if (depth === 0) return found.index;
    } else {
      depth -= 1;
      if (depth < 0) return found.index;
      if (depth === 0) return found.index + 1;
    }
  }
  return null;
}
