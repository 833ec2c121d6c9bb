import type { VisitEvent } from "../visit/index.ts";
import { CAPS } from "./caps.ts";
import type { Profile } from "./state.ts";

/** What a person has asked of the shop or complained about, as a helpdesk tells it. */
export interface Ticket {
  id: string;
  /** `complaint`, `question` or the helpdesk's own word. */
  kind: string;
  open: boolean;
  /** When it was last told of (epoch ms). */
  at: number;
  subject?: string;
}

/** States in which nothing is left to do. */
const DONE = new Set(["closed", "resolved", "solved", "done", "cancelled"]);

/**
 * Takes in an event `ticket`, with the parameters `ticket_id`, `kind`, `status` and `subject`: the latest
 * word on a ticket counts, and one that says no status opens it.
 */
export function addTicket(profile: Profile, { id, name, time, params }: VisitEvent): void {
  if (name !== "ticket") return;
  const known = profile.tickets ?? [];
  const word = (param: string) => (params?.[param] === undefined ? "" : String(params[param]));
  const ticketId = word("ticket_id") || id;
  const before = known.find((ticket) => ticket.id === ticketId);
  if (before !== undefined && before.at > time) return;
  const subject = word("subject") || before?.subject;
  const ticket: Ticket = {
    id: ticketId,
    kind: word("kind").toLowerCase() || (before?.kind ?? "question"),
    open: !DONE.has(word("status").toLowerCase()),
    at: time,
    ...(subject && { subject }),
  };
  profile.tickets = keptTickets([ticket, ...known.filter((other) => other !== before)]);
}

/** The tickets that are kept: those that are open before the others, then the newest. */
export const keptTickets = (tickets: readonly Ticket[]): Ticket[] =>
  tickets.toSorted((a, b) => Number(b.open) - Number(a.open) || b.at - a.at).slice(0, CAPS.tickets);

/** Complaints that nobody has settled yet; as long as there are any, nobody sells. */
export const openComplaints = ({ tickets = [] }: Profile): number =>
  tickets.filter(({ open, kind }) => open && kind === "complaint").length;
