import type { Want } from "../../wire/batch.ts";
import type { Decision } from "../../wire/decision.ts";
import type { Cards, Naming } from "../catalogue/index.ts";
import { fnv1a } from "../intent/index.ts";
import {
  type AxisFacts,
  decideAll,
  type Draw,
  drawStrategy,
  merchandisingOf,
  type Needs,
  needs,
  pageKey,
  present,
  type ShelfAnswer,
  type ShopRules,
  type ShownPage,
  type SlotPosteriors,
  stockNeeded,
} from "../recommend/index.ts";
import type { VisitEvent } from "../visit/index.ts";
import { addReceipt } from "./profile.ts";
import { expected, situationOf } from "./situation.ts";
import type { PersonState } from "./state.ts";

/** What was read of the shop for a page's slots. */
export interface Shelves extends ShelfAnswer {
  cards: Cards;
  /** By `stockKey`: ids of some items that are offered, newest first. */
  stock: Map<string, readonly string[]>;
  /** By axis. */
  facts: Map<string, AxisFacts>;
  rules: ShopRules;
  /** Whether the slots have all of their places whatever is found. */
  isFixed?: boolean;
  /** How the strategies of its slots have served so far. */
  posteriors: SlotPosteriors;
}

/** What a page's slots need of the shop. */
export interface Asked extends Needs {
  /** How many items of each of `stock` it takes. */
  stockCount: number;
  /** Items that they may come to show or name, whatever the shelf answers. */
  items: Set<string>;
}

/** What to ask for, before the batch is folded. */
export function askFor(
  state: PersonState | null,
  events: readonly VisitEvent[],
  wants: readonly Want[],
  { merchandising, currency }: ShopRules,
): Asked {
  const situation = expected(situationOf(state, events, currency), events);
  const items = new Set(situation.viewed.map(({ id }) => id));
  for (const id of situation.cart.keys()) items.add(id);
  for (const id of situation.lastOrder?.items ?? []) items.add(id);
  for (const { slot, item } of wants) {
    if (item !== undefined) items.add(item);
    for (const id of merchandisingOf(merchandising, slot).pin) items.add(id);
  }
  const stockCount = stockNeeded(wants, situation, merchandising);
  return { ...needs(wants, situation), stockCount, items };
}

/** What names the items that a page's slots may come to show, besides those that it asked about. */
export function cardsOfSlots(shelves: Omit<Shelves, "cards">): Naming[] {
  const { rows, baskets, buyers, tops, stock, facts } = shelves;
  const namings: Naming[] = [];
  for (const table of [rows, baskets, buyers, tops, stock]) namings.push(...table.values());
  for (const { rated, newest } of facts.values()) namings.push(rated, newest);
  return namings;
}

/** Fills a page's slots for a person, and keeps a receipt of each. */
export function decideSlots(
  state: PersonState,
  events: readonly VisitEvent[],
  wants: readonly Want[],
  shelves: Shelves,
  now: number,
  newId: () => string,
): Record<string, Decision> {
  if (wants.length === 0) return {};
  const situation = situationOf(state, events, shelves.rules.currency);
  const showcase = { cards: shelves.cards, pages: pagesOf(shelves) };
  const inputs = {
    // What nobody does is never folded: for them the page's own word stands.
    ...(isNobody(state) ? expected(situation, events) : situation),
    ...shelves,
    ...showcase,
    strategies: drawAll(state, wants, shelves.posteriors),
  };
  const rulings = decideAll(wants, inputs, now);
  const decisions: Record<string, Decision> = {};
  for (const [slot, ruling] of rulings) {
    const id = newId();
    const want = wants.find((known) => known.slot === slot)!;
    decisions[slot] = present(ruling, showcase, id, want);
    addReceipt(state.profile, { ...ruling, id, time: now, slot, shown: [], clicked: [] });
  }
  return decisions;
}

/**
 * The strategies of this visit's slots. They are drawn by who asks, in which visit and slot, so that
 * a page that is loaded again shows the same. Nobody takes part without being known.
 */
function drawAll(
  state: PersonState,
  wants: readonly Want[],
  posteriors: SlotPosteriors,
): Map<string, Draw> {
  const draws = new Map<string, Draw>();
  if (isNobody(state)) return draws;
  const { visitor, open } = state;
  const visit = open.at(-1)?.visit.fact ?? "";
  for (const want of wants) {
    const draw = drawStrategy(want, posteriors, fnv1a(`${visitor} ${visit} ${want.slot}`));
    if (draw !== null) draws.set(want.slot, draw);
  }
  return draws;
}

/** Whether this stands for whoever has not consented to be known. */
const isNobody = ({ visitor }: PersonState): boolean => visitor === "";

/** Pages that buyers read, and those that the shop names itself. */
function pagesOf({ pages, rules }: Shelves): ReadonlyMap<string, ShownPage> {
  if (rules.repeatBuyerPages.length === 0) return pages;
  const known = new Map<string, ShownPage>(pages);
  for (const page of rules.repeatBuyerPages) {
    const id = pageKey(page.link);
    known.set(id, { id, ...page });
  }
  return known;
}
