/**
 * What a line of the log may say beside its event: nothing that could name a visitor, a customer or an
 * address of theirs. `route` is a pattern, `host` one that the shop has set up.
 */
export interface Fields {
  /** The request's id, as `x-request-id` tells the caller. */
  request?: string;
  method?: string;
  route?: string;
  status?: number;
  ms?: number;
  shop?: string;
  /** The binding of an object, or the receiver of a message. */
  object?: string;
  host?: string;
  retry_in_ms?: number;
}

/** One JSON line of what went well. */
export const logInfo = (event: string, fields: Fields = {}): void =>
  console.log(lineOf("info", event, fields));

/** One JSON line of what failed. */
export const logError = (event: string, error: unknown, fields: Fields = {}): void =>
  console.error(lineOf("error", event, { ...fields, error: errorOf(error) }));

const lineOf = (level: "info" | "error", event: string, fields: object) =>
  JSON.stringify({ at: new Date().toISOString(), level, event, ...fields });

const MAX_MESSAGE = 300;
/** Characters of a message that are looked at: the patterns below take time. */
const MAX_READ = 600;
const MAX_FRAMES = 8;

/** An error without what it may quote: its kind, its words, and where it came from. */
function errorOf(error: unknown): { name: string; message: string; frames: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, message: "", frames: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    message: withoutData(error.message.slice(0, MAX_READ)).slice(0, MAX_MESSAGE),
    frames: frames.slice(0, MAX_FRAMES).map((line) => line.trim()),
  };
}

/** In this order: what is quoted first, since the rest may lie in it. */
const DATA: readonly RegExp[] = [
  /"[^"]*"?|`[^`]*`?|(?<!\w)'[^']*'?/g,
  /[^\s@]+@[^\s@]+/g,
  /[a-z][a-z0-9+.-]*:\/\/\S+/gi,
  /(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}|\d{1,3}(?:\.\d{1,3}){3}/gi,
  /(?<!\w|reference = )\+?\d[\d ()-]{5,}\d/g,
  // Ids are made of letters and digits; few names of code have a digit. The platform's references to its
  // own faults name nobody.
  /(?<!reference = )\b(?=[\w-]*\d)[\w-]{8,}/g,
];

/**
 * Messages of parsers quote what they were given, and those of the platform may name addresses: quoted
 * text, e-mail, web and IP addresses, long numbers and ids become `…`.
 */
export const withoutData = (message: string): string =>
  DATA.reduce((text, pattern) => text.replace(pattern, "…"), message);
