import { joinAffinity } from "../../recommend/index.ts";
import type { Line } from "../../visit/index.ts";
import { CAPS } from "../caps.ts";
import { keptTickets } from "../tickets.ts";
import { joinConsiderations } from "../considerations.ts";
import { joinRevisited } from "../revisits.ts";
import type { PastVisit, Profile, ViewedItem } from "../state.ts";

/**
 * Two profiles as that of one person. Counts add up, lists are joined, each thing once, the newest
 * kept; of what only one of them can be right about, the one that was seen last is.
 */
export function joinProfiles(one: Profile, other: Profile): Profile {
  const [late, early] = one.lastSeen >= other.lastSeen ? [one, other] : [other, one];
  const [first, later] = one.firstSeen <= other.firstSeen ? [one, other] : [other, one];
  const joined: Profile = {
    ...early,
    ...late,
    firstSeen: Math.min(one.firstSeen, other.firstSeen),
    lastSeen: late.lastSeen,
    visits: one.visits + other.visits,
    pages: one.pages + other.pages,
    orders: one.orders + other.orders,
    firstTouch: first.firstTouch ?? later.firstTouch,
    lastTouch: late.lastTouch ?? early.lastTouch,
    viewed: joinViewed(late.viewed, early.viewed),
    cart: joinCarts(late.cart, early.cart),
    recentOrders: newest(
      once([...late.recentOrders, ...early.recentOrders], orderName),
      ({ time }) => time,
      CAPS.recentOrders,
    ),
    bought: once([...late.bought, ...early.bought], String).slice(0, CAPS.bought),
    dismissed: once([...late.dismissed, ...early.dismissed], String).slice(0, CAPS.dismissed),
    sessions: newest(
      once([...late.sessions, ...early.sessions], sessionName),
      ({ started }) => started,
      CAPS.sessions,
    ),
    receipts: newest(
      once([...late.receipts, ...early.receipts], ({ id }) => id),
      ({ time }) => time,
      CAPS.receipts,
    ),
    told: once([...late.told, ...early.told], ({ item }) => item).slice(0, CAPS.told),
    waiting: once([...(one.waiting ?? []), ...(other.waiting ?? [])], ({ item }) => item),
    blocks: once([...(late.blocks ?? []), ...(early.blocks ?? [])], ({ id }) => id).slice(
      0,
      CAPS.blocks,
    ),
    guides: newest(
      once([...(late.guides ?? []), ...(early.guides ?? [])], ({ path }) => path),
      ({ time }) => time,
      CAPS.guides,
    ),
    revisited: joinRevisited(late.revisited ?? [], early.revisited ?? []),
    considerations: joinConsiderations(late.considerations ?? [], early.considerations ?? []),
  };
  if (one.push !== undefined || other.push !== undefined)
    joined.push = once(
      [...(late.push ?? []), ...(early.push ?? [])],
      ({ endpoint }) => endpoint,
    ).slice(0, CAPS.push);
  if (one.praised !== undefined && other.praised !== undefined)
    joined.praised = Math.min(one.praised, other.praised);
  if (one.tickets !== undefined || other.tickets !== undefined) {
    const tickets = [...(late.tickets ?? []), ...(early.tickets ?? [])].sort((a, b) => b.at - a.at);
    joined.tickets = keptTickets(once(tickets, ({ id }) => id));
  }
  if (one.affinity !== undefined && other.affinity !== undefined) {
    joined.affinity = structuredClone(late.affinity!);
    joinAffinity(joined.affinity, early.affinity!);
  }
  return joined;
}

const orderName = ({ transaction }: { transaction: string }): string => transaction;
const sessionName = ({ fact, started }: PastVisit): string => `${fact} ${started}`;

/** Each thing once, by name: the first of a name stays. */
function once<T>(list: readonly T[], nameOf: (one: T) => string): T[] {
  const named = new Map<string, T>();
  for (const one of list) if (!named.has(nameOf(one))) named.set(nameOf(one), one);
  return [...named.values()];
}

const newest = <T>(list: readonly T[], timeOf: (one: T) => number, cap: number): T[] =>
  list.toSorted((a, b) => timeOf(b) - timeOf(a)).slice(0, cap);

function joinViewed(late: readonly ViewedItem[], early: readonly ViewedItem[]): ViewedItem[] {
  const viewed = new Map(early.map((item) => [item.id, item]));
  for (const item of late) {
    const known = viewed.get(item.id);
    viewed.set(item.id, known === undefined ? item : joinItem(item, known));
  }
  return newest([...viewed.values()], ({ last }) => last, CAPS.viewed);
}

function joinItem(one: ViewedItem, other: ViewedItem): ViewedItem {
  const [late, early] = one.last >= other.last ? [one, other] : [other, one];
  const sections = { ...late.sections };
  for (const [name, views] of Object.entries(early.sections))
    if (Object.hasOwn(sections, name) || Object.keys(sections).length < CAPS.itemSections)
      sections[name] = (sections[name] ?? 0) + views;
  return {
    ...late,
    views: one.views + other.views,
    sessions: one.sessions + other.sessions,
    visits: [...(early.visits ?? []), ...(late.visits ?? [])].slice(-CAPS.visits),
    price: late.price ?? early.price,
    currency: late.price === null ? early.currency : late.currency,
    dwell: one.dwell + other.dwell,
    sections,
  };
}

/** What is in both carts is one wish told on two devices: the greater quantity stands. */
function joinCarts(late: readonly Line[], early: readonly Line[]): Line[] {
  const cart = new Map(late.map((line) => [line.id, { ...line }]));
  for (const line of early) {
    const known = cart.get(line.id);
    if (known === undefined) cart.set(line.id, { ...line });
    else known.quantity = Math.max(known.quantity, line.quantity);
  }
  return [...cart.values()].slice(0, CAPS.cart);
}
