import * as z from "zod";

/** Text without control characters, so that nothing stored can break a log line, a header or a page. */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
const NO_CONTROL = /^[^\u0000-\u001f\u007f]*$/;

/** A line of text of 1 to `max` characters without control characters. */
export const line = (max: number) =>
  z.string().min(1).max(max).regex(NO_CONTROL, "must not contain control characters");

// oxlint-disable-next-line no-control-regex -- as above
const CONTROL = /[\u0000-\u001f\u007f]+/g;

/**
 * Text that people read, clipped to `max` characters and with control characters as spaces: a title
 * that is too long or holds a line break is no reason to lose its event.
 */
export const clipped = (max: number) =>
  z.string().transform((text) => text.replace(CONTROL, " ").slice(0, max));

/** An id that a browser or a server chose: nanoid's alphabet and a few separators, 1 to 64 characters. */
export const Id = z
  .string()
  .regex(/^[A-Za-z0-9_.:~-]{1,64}$/, "must be 1 to 64 characters of A–Z a–z 0–9 _ . : ~ -")
  .refine((id) => id !== "__proto__", "is a reserved id");

/** A shop's own id of an item. */
export const ItemId = line(128).refine((id) => id !== "__proto__", "is a reserved id");

/**
 * Values that broken integrations send as an id (a template that was never filled, a missing
 * variable). Storing them would melt strangers into one person.
 */
const RESERVED = new Set(
  "undefined null none nan 0 -1 true false guest anonymous unknown visitor customer user object test __proto__ constructor prototype".split(
    " ",
  ),
);

/** Whether an id is such a value, in whatever case. */
export const isReserved = (id: string): boolean => RESERVED.has(id.toLowerCase());

/** An id that names a person; reserved words are refused. */
export const PersonId = Id.refine((id) => !isReserved(id), "is a reserved id");

/** ISO 4217 code, upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as GBP");

/**
 * An http(s) address or a path on the shop's own host; anything else could run script in a page.
 * Browsers read `/\` as `//`, which leads to another host.
 */
export const Link = line(2048).regex(
  /^(https?:\/\/|\/(?![/\\]))/,
  "must be an http(s) URL or an absolute path",
);
