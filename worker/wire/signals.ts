import * as z from "zod";

const count = (least: number, most: number, usual: number) =>
  z.int().min(least).max(most).default(usual);
const days = (usual: number, most = 90) => z.int().min(1).max(most).default(usual);

/** A rule with all that it leaves out at its default; null switches the signal off. */
const rule = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const own = z.object(shape);
  return own.nullable().prefault({} as z.input<typeof own>);
};

/**
 * When a person counts as considering (`signals` of the settings). `days` is the window in which it
 * has to happen, and how long the signal stays up after the last time.
 */
export const SignalRules = z.object({
  browsing: rule({ items: count(2, 30, 5), days: days(1) }).describe(
    "Different items of one category.",
  ),
  multi_visit: rule({ sessions: count(2, 15, 2), days: days(7) }).describe(
    "Sessions since the last order.",
  ),
  same_item: rule({ sessions: count(2, 5, 3), days: days(14) }).describe(
    "Sessions in which the same item was viewed; a page that is loaded again is none.",
  ),
  same_page: rule({ sessions: count(2, 5, 3), days: days(14) }).describe(
    "Sessions in which the same page was seen that is neither an item's nor the shop's machinery.",
  ),
  comparison: rule({ returns: count(1, 20, 2), days: days(1) }).describe(
    "Returns, in one session, to items of a category after another of it was viewed.",
  ),
  hesitation_shipping: rule({ days: days(7) }).describe(
    "Sessions that touched an item, went to shipping among their last pages, and ended without order.",
  ),
  hesitation_returns: rule({ days: days(7) }).describe("The same for returns."),
  cart_kept: rule({ days: days(2, 20) }).describe("Days for which a cart stays as it is."),
});
export type SignalRules = z.infer<typeof SignalRules>;

export const DEFAULT_SIGNAL_RULES: SignalRules = SignalRules.parse({});

export const SignalName = SignalRules.keyof();
export type SignalName = z.infer<typeof SignalName>;

/** What a signal rests on, as the timeline names it: take it away and the signal is not raised. */
export const SignalEvidence = z.object({
  items: z.array(z.string()).optional(),
  pages: z.array(z.string()).optional(),
  sessions: z.array(z.string()).optional().describe("Ids of sessions."),
});
export type SignalEvidence = z.infer<typeof SignalEvidence>;

/** A signal on a person. Times are ISO 8601. */
export const SignalReply = z.object({
  name: SignalName,
  about: z
    .string()
    .nullable()
    .describe(
      "What it is about: an item's id, a category or a path; null when it is the person as a whole.",
    ),
  since: z.iso
    .datetime()
    .describe("When it was raised, and when it lapses if nothing else happens."),
  until: z.iso.datetime(),
  reason: z.string().describe("In words: names items, pages and numbers."),
  evidence: SignalEvidence,
});
export type SignalReply = z.infer<typeof SignalReply>;

/** Something that a person weighs before buying. Times are ISO 8601. */
export const ConsiderationReply = z.object({
  factor: z
    .string()
    .describe(
      "Name of a section of the shop's taxonomy (`sections` of the settings), such as `size_fit`.",
    ),
  weight: z
    .number()
    .describe(
      "0 … 1: 1 − 2^−n after n pieces of evidence, each of which counts half after 7 days.",
    ),
  count: z.number().describe("Pieces of evidence so far, however old."),
  evidence: z
    .array(z.string())
    .describe("Ids of the newest events that it rests on, newest first, at most 4."),
  last_seen: z.iso.datetime(),
});
export type ConsiderationReply = z.infer<typeof ConsiderationReply>;
