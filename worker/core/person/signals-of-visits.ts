import type { SignalRules } from "../../wire/signals.ts";
import { type PageKind, type Step, tallyOf, type Visit } from "../visit/index.ts";
import { DAY, type Found, inDays, listed } from "./signal.ts";
import type { PersonState } from "./state.ts";

type Rule<Name extends keyof SignalRules> = NonNullable<SignalRules[Name]>;

/** Pages before the end of a visit that say why it ended. */
const LAST_PAGES = 3;

/** Several visits (S09) that began after `from` (epoch ms). */
export function multiVisit(
  { open, profile }: PersonState,
  rule: Rule<"multi_visit">,
  from: number,
): Found[] {
  const isOpen = (fact: string) => open.some(({ visit }) => visit.fact === fact);
  const ended = profile.sessions.filter(({ started, fact }) => started > from && !isOpen(fact));
  const going = open.map(({ visit }) => visit).filter(({ started }) => started > from);
  if (ended.length + going.length < rule.sessions) return [];
  const recent = [...going, ...ended].sort((a, b) => b.started - a.started);
  const deciding = recent[rule.sessions - 1]!;
  return [
    {
      name: "multi_visit",
      about: null,
      at: recent[0]!.started,
      until: deciding.started + rule.days * DAY,
      reason: `came ${recent.length} times in ${inDays(rule.days)}`,
      evidence: { sessions: recent.slice(0, rule.sessions).map(({ id }) => id) },
    },
  ];
}

/** Going back and forth between items of a category, in a visit that has not ordered. */
export function comparison({ open }: PersonState, rule: Rule<"comparison">): Found[] {
  const found: Found[] = [];
  for (const { visit } of open) {
    if (visit.orders > 0) continue;
    for (const [category, { ids, turns }] of turnsOf(visit)) {
      const returns = turns - ids.size;
      if (returns < rule.returns) continue;
      const items = [...ids];
      found.push({
        name: "comparison",
        about: category,
        at: visit.last,
        until: visit.last + rule.days * DAY,
        reason: `went back ${returns} times between items of ${category}: ${listed(items)}`,
        evidence: { items: items.slice(0, 5), sessions: [visit.id] },
      });
    }
  }
  return found;
}

/** By category: its items, and how often another of them was turned to. A reload is no turn. */
function turnsOf({ items }: Visit) {
  const byCategory = new Map<string, { ids: Set<string>; latest: string; turns: number }>();
  for (const { id, category } of items) {
    if (category === "") continue;
    const known = byCategory.get(category);
    if (known === undefined) byCategory.set(category, { ids: new Set([id]), latest: id, turns: 1 });
    else if (known.latest !== id) {
      known.ids.add(id);
      known.latest = id;
      known.turns += 1;
    }
  }
  return byCategory;
}

/** Visits that touched an item, went to what this topic is about, and ended without an order. */
export function hesitation(
  { closed, profile }: PersonState,
  topic: "shipping" | "returns",
  rule: Rule<"hesitation_shipping">,
  from: number,
): Found[] {
  const carted = profile.cart.length === 0 ? Infinity : (profile.cartChanged ?? Infinity);
  return closed.flatMap((visit): Found[] => {
    if (visit.orders > 0 || visit.last <= from) return [];
    const step = visit.trail
      .slice(-LAST_PAGES)
      .findLast((page) => isAbout(visit, page, topic, carted));
    if (step === undefined) return [];
    const ids = visit.touched.map(({ id }) => id);
    const what = ids.length === 0 ? "with a cart" : `after looking at ${listed(ids)}`;
    return [
      {
        name: `hesitation_${topic}`,
        about: null,
        at: visit.last,
        until: visit.last + rule.days * DAY,
        reason: `read about ${topic} at ${step.path} ${what} and left without ordering`,
        evidence: { items: ids, pages: [step.path], sessions: [visit.id] },
      },
    ];
  });
}

const OF_ITEMS = new Set<PageKind>(["item", "cart", "checkout"]);

/**
 * Whether a page of a visit counts as hesitating: one on the topic that came after an item, or a part
 * of a page on it with something in the cart, since every item's page may have such a part.
 *
 * @param carted since when the cart has been as it is (epoch ms)
 */
function isAbout(visit: Visit, step: Step, topic: string, carted: number): boolean {
  const isBefore = (time: number) => time <= step.time;
  if (step.about?.includes(topic)) {
    const pages = visit.trail.slice(0, visit.trail.indexOf(step));
    return (
      pages.some(({ kind }) => OF_ITEMS.has(kind)) ||
      visit.touched.some(({ time }) => isBefore(time)) ||
      isBefore(carted)
    );
  }
  const sections = step.view === null ? undefined : tallyOf(visit.views, step.view)?.sections;
  return (
    sections?.includes(topic) === true &&
    (isBefore(carted) || visit.touched.some((one) => one.carted))
  );
}
