import type { SignalName, SignalRules } from "../../wire/signals.ts";
import type { Announcement } from "../messages/index.ts";
import { CAPS } from "./caps.ts";
import { send } from "./lessons.ts";
import { DAY, type Found, type Signal } from "./signal.ts";
import { browsing, cartKept, cartKeptFrom, sameItem, samePage } from "./signals-of-items.ts";
import { comparison, hesitation, multiVisit } from "./signals-of-visits.ts";
import type { PersonState } from "./state.ts";

/** What is told of the past, such as an import, raises signals without a word. */
const LATEST_MS = DAY;

/** Signals of what a visit was like, which stay up though the visit is only a summary by now. */
const LASTING = new Set<SignalName>(["comparison", "hesitation_shipping", "hesitation_returns"]);

/**
 * Raises the signals that hold at `now` (epoch ms) and drops what holds no more; each that is newly
 * raised is announced once. An order ends what went before it. Of the shop's own people there are none.
 */
export function sense(state: PersonState, rules: SignalRules, now: number): void {
  const { profile } = state;
  const due =
    profile.staff || rules.cart_kept === null ? null : cartKeptFrom(profile, rules.cart_kept);
  if (due !== null && due > now) profile.signalDue = due;
  else delete profile.signalDue;
  const before = profile.signals ?? [];
  const found = profile.staff ? [] : detect(state, rules, now);
  if (found.length === 0 && before.length === 0) return;

  const byKey = new Map(before.map((signal) => [keyOf(signal), signal]));
  const signals: Signal[] = [];
  for (const one of capped(found)) {
    const raised = byKey.get(keyOf(one));
    const isUp = raised !== undefined && raised.until > now;
    signals.push({ ...one, since: isUp ? raised.since : Math.min(one.at, now) });
    if (!isUp && one.at > now - LATEST_MS) announce(state, one, now);
    byKey.delete(keyOf(one));
  }
  const ordered = lastOrder(state);
  for (const signal of byKey.values()) {
    const lasts = LASTING.has(signal.name) && rules[signal.name] !== null && !profile.staff;
    if (lasts && signal.until > now && signal.at > ordered) signals.push(signal);
  }
  profile.signals = capped(signals);
}

/** What the rules find, as far as it has not lapsed. */
function detect(state: PersonState, rules: SignalRules, now: number): Found[] {
  const { profile } = state;
  const ordered = lastOrder(state);
  const within = (rule: { days: number }) => now - rule.days * DAY;
  const from = (rule: { days: number }) => Math.max(ordered, within(rule));
  const found: Found[] = [];
  const add = (more: readonly Found[]): void => {
    for (const one of more) if (one.until > now) found.push(one);
  };
  if (rules.browsing) add(browsing(profile, rules.browsing, from(rules.browsing)));
  if (rules.multi_visit) add(multiVisit(state, rules.multi_visit, from(rules.multi_visit)));
  if (rules.same_item) add(sameItem(state, rules.same_item, within(rules.same_item)));
  if (rules.same_page) add(samePage(state, rules.same_page, within(rules.same_page)));
  if (rules.comparison) add(comparison(state, rules.comparison));
  for (const topic of ["shipping", "returns"] as const) {
    const rule = rules[`hesitation_${topic}`];
    if (rule) add(hesitation(state, topic, rule, from(rule)));
  }
  if (rules.cart_kept) add(cartKept(profile, rules.cart_kept, now));
  return found;
}

const lastOrder = ({ profile }: PersonState): number => profile.recentOrders[0]?.time ?? -Infinity;

const keyOf = ({ name, about }: Found): string => `${name} ${about ?? ""}`;

/** The latest of each name, as many as a person keeps, each once. */
function capped<Kind extends Found>(signals: readonly Kind[]): Kind[] {
  const latest = new Map<string, Kind>();
  for (const signal of signals.toSorted((a, b) => b.at - a.at))
    if (!latest.has(keyOf(signal))) latest.set(keyOf(signal), signal);
  const byName = Map.groupBy(latest.values(), ({ name }) => name);
  return [...byName.values()].flatMap((same) => same.slice(0, CAPS.signals));
}

function announce(state: PersonState, found: Found, now: number): void {
  const { name, about, reason, evidence } = found;
  const announcement: Announcement = {
    type: "signal.raised",
    at: now,
    person: state.visitor,
    data: { signal: name, about, reason, evidence },
  };
  send(state, "courier", announcement, now);
}
