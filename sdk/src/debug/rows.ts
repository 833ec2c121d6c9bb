import type { Decision, Intent } from "../../../worker/wire/decision.ts";
import type { Event } from "../../../worker/wire/event.ts";
import type { Touch } from "../../../worker/wire/person.ts";
import type { Visit } from "../lib/visit.ts";

// Says in words what the tag and the Worker did. Pure: data in, text out.

/** `id` stands in monospace, `text` may have lines, and `raw` is all there is to know. */
export type Row = [label: string, id: string, text: string, raw: unknown];

const lines = (...parts: unknown[]) => parts.flat().filter(Boolean).join("\n");

/** What the tag keeps in this browser. */
export const visitorRow = (stored: Visit | null): Row => [
  "visitor, session",
  stored ? stored.visitor : "no consent",
  stored ? stored.session : "nothing is stored",
  stored,
];

/** Which entry facts made the channel, in the order in which the Worker asks them. */
export const touchRow = (touch: Touch): Row => [
  "channel, because of",
  touch.channel,
  lines(touch.landing.match(/utm_\w+=[^&#]+/g), touch.click_id, touch.referrer) ||
    "no campaign, click id or referrer",
  touch,
];

/** `3.1 %`, two digits that count. */
const percent = (part: number): string => `${+(100 * part).toPrecision(2)} %`;

/** The 90 % interval, what the Worker makes of it, its reasons, and how many events it rests on. */
export const scoreRow = (term: "session" | "week", { [term]: score, evidence }: Intent): Row => [
  term,
  percent(score.probability),
  lines(
    score.interval.map(percent).join(" to "),
    score.band ?? score.status,
    score.reasons,
    `${evidence} events`,
  ),
  score,
];

export const slotRow = (slot: string, decision: Decision): Row => [
  slot,
  decision.receipt_id,
  lines(
    decision.scenario,
    decision.fallback,
    decision.items.map((item) => `${item.id}: ${item.reason}`),
  ),
  decision,
];

/** What became of an event, what it is about, and who told it when it was not the shop's own call. */
export const eventRow = (event: Event, status: string, detail?: string): Row => [
  event.name,
  status,
  lines(
    detail,
    event.transaction_id ?? event.items?.map((item) => item.item_id) ?? event.page?.url,
    event.captured,
    [...new Set(event.markup?.match(/(?<=@type":"|schema.org\/)\w+|og:\w+/g))],
    event.view && `${event.view} ${event.seq}`,
  ),
  event,
];

/** What went wrong: an `Error`, problem details of the Worker, or text. */
export const problemRow = (problem: any): Row => [
  problem.message ?? problem.title ?? problem,
  "problem",
  problem.detail ?? "",
  problem,
];
