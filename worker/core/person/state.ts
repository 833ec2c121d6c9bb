import type { Band, Intent } from "../../wire/decision.ts";
import type { Touch } from "../../wire/person.ts";
import type { PushSubscription } from "../../wire/push.ts";
import type { ItemLearnt, Waits, WaitsNoMore } from "../catalogue/index.ts";
import type { Fields } from "../identity/index.ts";
import type { Behaviour, Lesson, PrefixLog, Traffic, WeekOrdered } from "../intent/index.ts";
import type { PersonFact, Retraction, VisitFact } from "../measure/index.ts";
import type { Announcement, Message } from "../messages/index.ts";
import type { SalesFact } from "../orders/index.ts";
import type {
  Affinity,
  OpenedBlock,
  Ruling,
  ShelfLesson,
  SlotLesson,
  SlotTrials,
} from "../recommend/index.ts";
import type { Bridge, Line, PageKind, Visit } from "../visit/index.ts";
import type { Choices } from "./choices.ts";
import type { Consideration } from "./considerations.ts";
import type { SeenPage } from "./guides.ts";
import type { Giving, KeptFact, Part } from "./handover/parts.ts";
import type { Revisited } from "./revisits.ts";
import type { Signal } from "./signal.ts";
import type { Standing } from "./stage-duty.ts";
import type { Telling } from "./tellings.ts";
import type { Ticket } from "./tickets.ts";
import type { WaitedFor } from "./waiting.ts";

/** Counts up when what is stored changes, see `upgrade`. */
export const FORM = 5;

/** An item that the person has looked at. */
export interface ViewedItem {
  id: string;
  category: string;
  views: number;
  sessions: number;
  lastSession: string;
  /** Hashes of the last visits since it was bought in which it was viewed, the latest last. */
  visits?: number[];
  /** Epoch ms. */
  last: number;
  /** What the page showed at the last view: minor units and currency. */
  price: number | null;
  currency: string | null;
  /** Visible time of the views in which it was viewed (ms). */
  dwell: number;
  /** Sections that were read in those views → number of views. */
  sections: Record<string, number>;
}

export interface Order {
  transaction: string;
  time: number;
  value: number | null;
  currency: string | null;
  /** Without currency: it is the order's. */
  lines: Line[];
  /** Those that the buyer was in; left out of orders of long ago. */
  segments?: string[];
  /** Minor units that were given back; left out while there are none. */
  refunded?: number;
  cancelled?: boolean;
  /** When it arrived (epoch ms); left out until it did. */
  delivered?: number;
}

/** What is left of a visit in the list of sessions. */
export interface PastVisit {
  id: string;
  /** Names the visit, see `Visit`: a tag that comes back late uses its session's id again. */
  fact: string;
  started: number;
  last: number;
  touch: Touch;
  pages: number;
  events: number;
  landing: string | null;
  landingKind: PageKind;
  exit: string | null;
  /** Kind of the exit page, which the next visit's features know. */
  exitKind: PageKind;
  /** Sections that were read → number of views. */
  sections: Record<string, number>;
  bridge: Bridge | null;
  ordered: boolean;
}

/** How a slot was filled, and what became of it. */
export interface Receipt extends Ruling {
  id: string;
  /** Epoch ms. */
  time: number;
  slot: string;
  /** Ids of its items that were seen and clicked. */
  shown: string[];
  clicked: string[];
}

/** What is known of a person beyond the open visits. Every list has its cap (see `caps.ts`). */
export interface Profile {
  firstSeen: number;
  lastSeen: number;
  visits: number;
  pages: number;
  firstTouch: Touch | null;
  lastTouch: Touch | null;
  /** Newest first. */
  viewed: ViewedItem[];
  cart: Line[];
  orders: number;
  /** Newest first. */
  recentOrders: Order[];
  /** Items bought, newest first. */
  bought: string[];
  /** Items that the person asked not to see again. */
  dismissed: string[];
  /** Ended visits, newest first. */
  sessions: PastVisit[];
  /** Newest first. */
  receipts: Receipt[];
  /** Price drops that were told: item, the price then, and when, so that each drop is told once. */
  told: { item: string; price: number; at?: number }[];
  /** Items that the person waits for, the longest first; left out before the first. */
  waiting?: WaitedFor[];
  /** Blocks of mails that this person opened, newest first; none before the first. */
  blocks?: OpenedBlock[];
  loggedIn: boolean;
  /** What the person turns to; left out before the first item. */
  affinity?: Affinity;
  /** Pages to read that the person saw, newest first; left out while there are none. */
  guides?: SeenPage[];
  /** Pages by the visits in which they were seen, newest first; left out while there are none. */
  revisited?: Revisited[];
  /** What the person weighs before buying; left out while nothing shows it. */
  considerations?: Consideration[];
  /** When the cart was last changed (epoch ms); left out before it ever was. */
  cartChanged?: number;
  /** What is raised; left out while nothing was. */
  signals?: Signal[];
  /** When a signal may be raised though nothing happens (epoch ms); left out when none may. */
  signalDue?: number;
  /** What a helpdesk told of; left out while it has nothing. */
  tickets?: Ticket[];
  /** When the person first praised an item (epoch ms); left out before. */
  praised?: number;
  /** Browsers in which the person has agreed to messages, newest first; left out while there are none. */
  push?: PushSubscription[];
  /** Somebody of the shop, once an event or the settings have said so: teaches nothing. */
  staff?: true;
}

/** An open visit: its tally, and what its lesson will be made of. */
export interface OpenVisit {
  visit: Visit;
  device: Traffic["device"];
  behaviour: Behaviour;
  prefixes: PrefixLog;
  /** A visit that was opened again by late events has been taught before. */
  taught: boolean;
  /** What came of receipts since the last lesson of slots; left out where nothing did. */
  trials?: SlotTrials[];
}

/** A message that waits for delivery to another object of the shop. */
export type Outgoing = Message<
  | ShelfLesson
  | Lesson
  | WeekOrdered
  | SlotLesson
  | VisitFact
  | Retraction
  | PersonFact
  | SalesFact
  | ItemLearnt
  | Waits
  | WaitsNoMore
  | Announcement
> & {
  to: "shelf" | "learner" | "ledger" | "catalogue" | "courier";
  /** It was tried, and its receiver did not take it. */
  failed?: true;
};

/** A visit without an order whose 7 days are not over: the learner holds its lesson until then. */
export interface PendingWeek {
  /** Orders of these times belong to it (epoch ms). */
  from: number;
  until: number;
  /** Up to when the learner may be told of one. */
  due: number;
  /** Names the visit there. */
  visit: string;
  /** The lesson itself, in weeks of form 3 and before. */
  lesson?: Lesson;
}

export interface PersonState {
  /** Form of this document, for migrations. */
  form: typeof FORM;
  shop: string;
  visitor: string;
  profile: Profile;
  open: OpenVisit[];
  /** Ended visits that late events may still join. */
  closed: Visit[];
  week: PendingWeek[];
  /** What was told of the latest page views, so that no action counts once for each who tells it. */
  tellings: Telling[];
  /** What this person last taught the catalogue, newest first: hash of it, and in which session. */
  taught: { item: string; said: number; session: string }[];
  outbox: Outgoing[];
  /** The latest scores, as they were answered. */
  intent: Intent | null;
  /** The band that was last told of an order within 7 days, and when (epoch ms); none before the first. */
  weekBand?: { band: Band; at: number };
  /** Where the orders put the person; left out before the first. */
  standing?: Standing;
  /** Segments that the ledger was last told of before a visit's end; left out before the first. */
  toldSegments?: string[];
  /** Messages made so far: the last part of their ids. */
  sent: number;
  /** The record that this one is another name for, or is on its way to; left out of one of its own. */
  alias?: string;
  /** Whom this record is to join (a person ref) when all of it is here; left out of most. */
  becomes?: string;
  /** Records that have changed hands, by name; left out while none has. */
  parts?: Record<string, Part>;
  /** What is on its way to other records; left out when nothing was. */
  giving?: Giving[];
  /** What is known of whoever this is, each word with who said it; left out before the first. */
  fields?: Fields;
  /** What they have decided about it; left out before the first word on that. */
  choices?: Choices;
  /** Facts of visits since the last commit, as the journal keeps them; never stored here. */
  toKeep?: KeptFact[];
  /** Whether more of the outbox waits in rows of its own. */
  overflowing: boolean;
  /** When the outbox wants to be delivered (epoch ms), or null when it is empty. */
  outboxDue: number | null;
}

export function newPerson(shop: string, visitor: string, now: number): PersonState {
  return {
    form: FORM,
    shop,
    visitor,
    profile: {
      firstSeen: now,
      lastSeen: 0,
      visits: 0,
      pages: 0,
      firstTouch: null,
      lastTouch: null,
      viewed: [],
      cart: [],
      orders: 0,
      recentOrders: [],
      bought: [],
      dismissed: [],
      sessions: [],
      receipts: [],
      told: [],
      loggedIn: false,
    },
    open: [],
    closed: [],
    week: [],
    tellings: [],
    taught: [],
    outbox: [],
    intent: null,
    sent: 0,
    overflowing: false,
    outboxDue: null,
  };
}
