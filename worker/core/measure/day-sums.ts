import { bridgeAddends } from "./bridge-sums.ts";
import { type Addend, dayOf, merged } from "./sum.ts";
import type { Retraction, VisitFact } from "./visit-fact.ts";

/** What a visit adds to the sums of the day (UTC) on which it began. */
export function addends(fact: VisitFact): Addend[] {
  const day = dayOf(fact.started);
  const sums: Addend[] = [];
  const add = (measure: string, key: string, n: number) => {
    if (n !== 0) sums.push({ day, measure, key, n });
  };
  add("visits", fact.channel, 1);
  add("converted_visits", fact.channel, fact.orders > 0 ? 1 : 0);
  add(
    "bounces",
    fact.channel,
    fact.pages <= 1 && fact.itemsViewed <= 1 && fact.carts === 0 ? 1 : 0,
  );
  add("orders", fact.channel, fact.orders);
  for (const [currency, minor] of Object.entries(fact.value)) add("revenue", currency, minor);
  for (const [path, views] of Object.entries(fact.paths)) add("page_views", path, views);
  if (fact.exit !== null) add("exits", fact.exit, 1);
  if (fact.landing !== null) add("landings", fact.landing, 1);
  add("visible_ms", "", fact.visible);
  add("recommendations_shown", "", fact.shown);
  add("recommendations_clicked", "", fact.clicked);
  for (const [section, views] of Object.entries(fact.sections)) {
    add("section_views", section, views);
    add("section_visits", section, 1);
    add("section_orders", section, fact.orders);
  }
  for (const { measure, key, n } of bridgeAddends(fact)) add(measure, key, n);
  return sums;
}

/**
 * The addends that turn the sums of `before` into those of `after`. What is not counted yet (null) and
 * what was taken back add nothing.
 */
export function difference(
  before: VisitFact | Retraction | null,
  after: VisitFact | Retraction,
): Addend[] {
  const taken = before === null ? [] : counted(before);
  for (const addend of taken) addend.n = -addend.n;
  return merged([...taken, ...counted(after)]);
}

const counted = (fact: VisitFact | Retraction): Addend[] => ("gone" in fact ? [] : addends(fact));
