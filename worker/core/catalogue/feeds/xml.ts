import { type Entry, type FeedEnd, FeedError, type FeedReader, MAX_RECORD } from "./feed.ts";
import { baseOf, fieldsOf, googlePrefixes } from "./xml-item.ts";
import { Window } from "./window.ts";

/** What may stand where an item is looked for: what only looks like one, an item, or the end. */
const OUTSIDE =
  /<!--|<!\[CDATA\[|<((?:[\w.-]+:)?(?:item|entry))(?=[\s/>])|<\/(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>/gi;
const INSIDE =
  /<!--|<!\[CDATA\[|<\/?(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])|<\/(?:[\w.-]+:)?(?:channel|rss|feed|rdf)\s*>/gi;
/** A tag that may have come in part; what stands between items is not kept longer. */
const LONGEST_TAG = 100;
/** A document type that declares something: an entity may be a bomb or name a file. */
const DECLARING = /<!DOCTYPE[^>[<]*\[|<!ENTITY/i;

/**
 * Google Merchant XML: RSS 2.0, RSS 1.0 and Atom, with any prefix.
 *
 * The file is cut into its items first, which takes no more than looking for tags outside of
 * comments and CDATA; each item is then parsed by itself. What is not well-formed costs its own
 * item, and a file of any size takes the memory of one.
 */
export class XmlReader implements FeedReader {
  base: string | null = null;
  readonly #window = new Window();
  /** Null until the first item: what stands before it has been looked at. */
  #prefixes: ReadonlySet<string> | null = null;
  #isClosed = false;
  /** Whether a section that is not closed may still be. */
  #isPatient = true;

  write(text: string): Entry[] {
    if (!this.#isClosed) this.#window.push(text);
    return this.#read();
  }

  end(): FeedEnd {
    const { line } = this.#window;
    if (this.#isClosed) return { entries: [], truncated: null };
    if (this.#prefixes === null) {
      this.#readHead(this.#window.text);
      throw new FeedError(line, "this is no product feed: neither an item nor the end of one");
    }
    this.#isPatient = false;
    const entries = this.#read();
    if (!this.#isAtItem()) return { entries, truncated: "the file ends before its root is closed" };
    const problem = "the file ends inside this item";
    entries.push({ line: this.#window.line, id: null, problem });
    return { entries, truncated: problem };
  }

  #read(): Entry[] {
    const entries: Entry[] = [];
    while (!this.#isClosed && this.#toItem()) {
      const entry = this.#item();
      if (entry === null) break;
      entries.push(entry);
    }
    return entries;
  }

  /** Takes what stands before the next item out; whether there is one. */
  #toItem(): boolean {
    if (this.#prefixes !== null && this.#isAtItem()) return true;
    const { text } = this.#window;
    let at = 0;
    for (;;) {
      OUTSIDE.lastIndex = at;
      const found = OUTSIDE.exec(text);
      if (found === null) break;
      if (found[1] !== undefined || found[0].startsWith("</")) return this.#arrive(found);
      const end = this.#endOf(found);
      if (end === null) break;
      at = end;
    }
    if (text.length <= MAX_RECORD) return false;
    if (this.#prefixes === null)
      throw new FeedError(this.#window.line, "this is no product feed: no item for 256 KB");
    this.#window.take(text.length - LONGEST_TAG);
    return false;
  }

  #arrive(found: RegExpExecArray): boolean {
    if (this.#prefixes === null) this.#readHead(this.#window.text.slice(0, found.index));
    this.#isClosed = found[1] === undefined;
    this.#window.take(found.index);
    return !this.#isClosed;
  }

  #readHead(head: string): void {
    if (DECLARING.test(head))
      throw new FeedError(1, "a document type with declarations is refused; leave it out");
    this.#prefixes = googlePrefixes(head);
    this.base = baseOf(head);
  }

  #isAtItem(): boolean {
    OUTSIDE.lastIndex = 0;
    const found = OUTSIDE.exec(this.#window.text.slice(0, LONGEST_TAG));
    return found?.index === 0 && found[1] !== undefined;
  }

  /** Takes the item at the beginning of the window out; null when its end has not come yet. */
  #item(): Entry | null {
    const { text, line } = this.#window;
    const end = this.#endOfItem(text) ?? this.#endOfLongItem(text);
    if (end === null) {
      if (text.length <= MAX_RECORD) return null;
      this.#window.take(1);
      return { line, id: null, problem: "this item is not closed within 256 KB" };
    }
    const item = this.#window.take(end.at);
    if (!end.isClosed) return { line, id: null, problem: "this item is not closed" };
    return { line, ...fieldsOf(item, this.#prefixes!) };
  }

  #endOfItem(text: string): { at: number; isClosed: boolean } | null {
    const opened = text.indexOf(">");
    if (opened < 0) return null;
    if (text[opened - 1] === "/") return { at: opened + 1, isClosed: true };
    let at = opened + 1;
    for (;;) {
      INSIDE.lastIndex = at;
      const found = INSIDE.exec(text);
      if (found === null) return null;
      if (found[0].startsWith("<!")) {
        const end = this.#endOf(found);
        if (end === null) return null;
        at = end;
        continue;
      }
      const isItsEnd = /^<\/.*(?:item|entry)$/i.test(found[0]);
      if (!isItsEnd) return { at: found.index, isClosed: false };
      const close = text.indexOf(">", found.index);
      return close < 0 ? null : { at: close + 1, isClosed: true };
    }
  }

  /** An item that is longer than any ends where it would if no section in it were left open. */
  #endOfLongItem(text: string): { at: number; isClosed: boolean } | null {
    if (text.length <= MAX_RECORD || !this.#isPatient) return null;
    this.#isPatient = false;
    const end = this.#endOfItem(text);
    this.#isPatient = true;
    return end;
  }

  /** Where a section ends; one that does not is waited for (null), or read as if it had not begun. */
  #endOf({ input, index, 0: opening }: RegExpExecArray): number | null {
    const end = endOf(input, index, opening);
    if (end >= 0) return end;
    return this.#isPatient ? null : index + opening.length;
  }
}

/**
 * Where the comment or CDATA section that begins at `start` ends, or -1. A section in which another
 * one begins was not closed, and is read as if it had not begun, so that its item ends where it ends.
 */
function endOf(text: string, start: number, opening: string): number {
  const from = start + opening.length;
  const NEXT = opening === "<!--" ? /-->|<!--/g : /\]\]>|<!\[CDATA\[/gi;
  NEXT.lastIndex = from;
  const next = NEXT.exec(text);
  if (next === null) return -1;
  return next[0].endsWith(">") ? next.index + 3 : from;
}
