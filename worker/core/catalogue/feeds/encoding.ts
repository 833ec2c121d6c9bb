/** What the bytes of a file are when they are read as UTF-8. */
export type Utf8 = "ascii" | "valid" | "invalid";

/** Tells of bytes that come in pieces whether they are UTF-8. */
export class Utf8Check {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #found: Utf8 = "ascii";

  write(bytes: Uint8Array): void {
    this.#look(bytes, true);
  }

  end(): Utf8 {
    this.#look(new Uint8Array(), false);
    return this.#found;
  }

  #look(bytes: Uint8Array, stream: boolean): void {
    if (this.#found === "invalid") return;
    try {
      const text = this.#decoder.decode(bytes, { stream });
      if (text.length < bytes.length) this.#found = "valid";
    } catch {
      this.#found = "invalid";
    }
  }
}

export interface Encoding {
  /** A label of the Encoding Standard. */
  label: string;
  /** What was amiss with what the file or its server says of it. */
  note: string | null;
}

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/** What Japanese files are that are not UTF-8; read as anything else they hold hardly any kana. */
const JAPANESE = ["shift_jis", "euc-jp"];
const KANA = /[\u3041-\u3096\u30a1-\u30fa]/g;
const KANA_SHARE = 0.1;

/**
 * The encoding of a file: by its byte order mark, else by what its bytes can be, and only then by
 * what it says. Bytes that are UTF-8 and not ASCII are hardly ever anything else; bytes that are not
 * UTF-8 are what is declared, or Japanese if they make kana, or windows-1252.
 *
 * @param head first bytes, some thousands of them
 * @param charset of the server's `Content-Type`
 */
export function encodingOf(head: Uint8Array, charset: string | null, utf8: Utf8): Encoding {
  const mark = markOf(head);
  if (mark !== null) return { label: mark, note: null };
  const start = new TextDecoder("windows-1252").decode(head);
  const declared = DECLARED.exec(start)?.[1] ?? charset;
  const label = declared === null ? null : canonical(declared);
  if (utf8 === "ascii") return { label: isWide(label) ? "utf-8" : (label ?? "utf-8"), note: null };
  if (utf8 === "valid") {
    const isSo = declared === null || label === "utf-8";
    return { label: "utf-8", note: isSo ? null : `says that it is ${declared}, but is UTF-8` };
  }
  if (label !== null && label !== "utf-8" && !isWide(label)) return { label, note: null };
  const guess = JAPANESE.find((one) => holdsKana(head, one)) ?? "windows-1252";
  return { label: guess, note: `is not ${declared ?? "UTF-8"} as it should be; read as ${guess}` };
}

function holdsKana(head: Uint8Array, label: string): boolean {
  try {
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(head, {
      stream: true,
    });
    const kana = text.match(KANA)?.length ?? 0;
    // oxlint-disable-next-line no-control-regex -- all of ASCII
    return kana > 0 && kana >= KANA_SHARE * text.replace(/[\u0000-\u007f]+/g, "").length;
  } catch {
    return false;
  }
}

/** By byte order mark, or by the zero byte beside the first character. */
function markOf([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return "utf-16be";
  return null;
}

const isWide = (label: string | null) => label?.startsWith("utf-16") ?? false;

/** A label's name in the Encoding Standard, or null for none. */
function canonical(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** Bytes in pieces as text in pieces, with `\n` at the end of each line. */
export class FeedDecoder {
  readonly #decoder: TextDecoder;
  #held = "";

  constructor(label: string) {
    this.#decoder = new TextDecoder(label);
  }

  write(bytes: Uint8Array): string {
    return this.#lines(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): string {
    const rest = this.#held + this.#decoder.decode();
    this.#held = "";
    return unified(rest);
  }

  /** A carriage return waits for what follows it, which may be its line feed. */
  #lines(text: string): string {
    const whole = this.#held + text;
    this.#held = whole.endsWith("\r") ? "\r" : "";
    return unified(this.#held === "" ? whole : whole.slice(0, -1));
  }
}

const unified = (text: string): string =>
  text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
