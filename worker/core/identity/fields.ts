/** One word on a field: who said what, and when. */
export interface FieldValue {
  value: string;
  /** The system or file that said it, such as `crm`, or `api` when nothing else was named. */
  source: string;
  /** Epoch ms. */
  at: number;
  /** The record that it was said of, when that was not this one: it goes where that goes. */
  record?: string;
}

/** What is known of a person, by field; of each what every source said last, the latest first. */
export type Fields = Record<string, FieldValue[]>;

/** How many fields a person may have, and sources of one. */
const MAX_FIELDS = 60;
const MAX_SOURCES = 12;

/**
 * Takes in what a source says of a field; null takes back what it said. A source replaces only its own
 * word, so where two disagree both stand, and the later one counts. What is older than the source's
 * own last word changes nothing.
 *
 * @returns whether anything changed
 */
export function say(
  fields: Fields,
  name: string,
  value: string | null,
  { source, at, record }: Omit<FieldValue, "value">,
): boolean {
  const said = Object.hasOwn(fields, name) ? fields[name]! : [];
  const own = said.find((one) => one.source === source && one.record === record);
  if (own !== undefined && (own.at > at || own.value === value)) return false;
  if (own === undefined && (value === null || isFull(fields, name))) return false;
  const others = said.filter((one) => one !== own);
  const word =
    value === null ? [] : [{ value, source, at, ...(record !== undefined && { record }) }];
  const all = [...word, ...others].sort((a, b) => b.at - a.at).slice(0, MAX_SOURCES);
  if (all.length === 0) delete fields[name];
  else fields[name] = all;
  return true;
}

const isFull = (fields: Fields, name: string): boolean =>
  !Object.hasOwn(fields, name) && Object.keys(fields).length >= MAX_FIELDS;

/** Takes a field out, whoever said it. Returns whether it was there. */
export function erase(fields: Fields, name: string): boolean {
  const isKnown = Object.hasOwn(fields, name);
  delete fields[name];
  return isKnown;
}

/** Adds what was known of another record, which each word goes on naming. */
export function joinFields(fields: Fields, others: Fields, record: string): void {
  for (const [name, said] of Object.entries(others))
    for (const { value, ...word } of said) say(fields, name, value, { record, ...word });
}

/** Takes out what was said of some records. */
export function partFields(fields: Fields, records: ReadonlySet<string>): Fields {
  const parted: Fields = {};
  for (const [name, said] of Object.entries(fields)) {
    const isTheirs = ({ record }: FieldValue) => record !== undefined && records.has(record);
    const theirs = said.filter(isTheirs);
    if (theirs.length === 0) continue;
    parted[name] = theirs;
    const left = said.filter((one) => !isTheirs(one));
    if (left.length === 0) delete fields[name];
    else fields[name] = left;
  }
  return parted;
}

/** The word that counts on a field, or null when nobody has said anything. */
export const latest = (fields: Fields, name: string): string | null =>
  (Object.hasOwn(fields, name) ? fields[name]![0]?.value : undefined) ?? null;

/** Fields on which sources disagree. */
export const conflicts = (fields: Fields): string[] =>
  Object.entries(fields)
    .filter(([, said]) => new Set(said.map(({ value }) => value)).size > 1)
    .map(([name]) => name);
