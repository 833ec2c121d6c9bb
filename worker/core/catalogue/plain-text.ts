/** Longer texts are cut before anything is done with them. */
const MAX_CHARS = 2_000;

/** Entities that shops' texts hold; numeric ones are read by their number. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    ndash: "–",
    mdash: "—",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    laquo: "«",
    raquo: "»",
    hellip: "…",
    bull: "•",
    middot: "·",
    times: "×",
    deg: "°",
    frac12: "½",
    reg: "®",
    copy: "©",
    trade: "™",
    euro: "€",
    pound: "£",
    yen: "¥",
    rsaquo: "›",
    szlig: "ß",
    oslash: "ø",
    Oslash: "Ø",
    aelig: "æ",
    AElig: "Æ",
  }),
);

/** Marks of composed letters by the ending of their entity: `&eacute;` is e and an acute. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ["grave", "\u0300"],
  ["acute", "\u0301"],
  ["circ", "\u0302"],
  ["tilde", "\u0303"],
  ["uml", "\u0308"],
  ["ring", "\u030a"],
  ["cedil", "\u0327"],
]);

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,9}));/gi;
const TAG = /<\/?[a-z][^<>]{0,300}>/gi;
/** What a browser would run or hide, to its end or that of the text; its content is no text. */
const UNSEEN = /<(script|style)\b[^<>]{0,300}>.*?(?:<\/\1\s*>|$)/gis;
// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const BLANK = /[\s\u0000-\u001f\u007f\u200b\ufeff]+/g;

/**
 * A line of plain text of what may hold HTML: tags and control characters out, blanks as one, and
 * entities read `times` over (pages escape twice, files once). Null when nothing is left. After one
 * reading a title may say `<b>`, for it is text; after two, tags that were escaped are out too.
 */
export function plainText(value: unknown, times: 1 | 2 = 2): string | null {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return null;
  const once = decode(withoutTags(value.slice(0, MAX_CHARS)));
  const read = times === 1 ? once : withoutTags(decode(once));
  const plain = read.replace(BLANK, " ").trim();
  return plain === "" ? null : plain;
}

const withoutTags = (text: string): string =>
  text.includes("<") ? text.replace(UNSEEN, " ").replace(TAG, " ") : text;

function decode(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (whole, decimal: string, hex: string, name: string) => {
    if (name !== undefined) return named(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : "";
  });
}

function named(name: string): string | undefined {
  const mark = MARKS.get(name.slice(1));
  return mark === undefined ? ENTITIES.get(name) : (name[0]! + mark).normalize("NFC");
}
