import type { SignalRules } from "../../wire/signals.ts";
import { fnv1a } from "../intent/index.ts";
import { CAPS } from "./caps.ts";
import { DAY, type Found, inDays, listed } from "./signal.ts";
import type { PersonState, Profile } from "./state.ts";

type Rule<Name extends keyof SignalRules> = NonNullable<SignalRules[Name]>;

/** When a cart that nothing happens to is taken for forgotten. */
const CART_FORGOTTEN_MS = 30 * DAY;

/** Browsing depth (S08): several items of one category since `from` (epoch ms). */
export function browsing({ viewed }: Profile, rule: Rule<"browsing">, from: number): Found[] {
  const counts = new Map<string, number>();
  const deep: string[] = [];
  for (const { category, last } of viewed) {
    // The latest viewed is the first.
    if (last <= from) break;
    const count = (counts.get(category) ?? 0) + 1;
    counts.set(category, count);
    if (count === rule.items && category !== "") deep.push(category);
  }
  return deep.map((category) => {
    const items = viewed.filter((item) => item.last > from && item.category === category);
    const ids = items.map(({ id }) => id);
    return {
      name: "browsing",
      about: category,
      at: items[0]!.last,
      until: items[rule.items - 1]!.last + rule.days * DAY,
      reason: `viewed ${ids.length} items of ${category} within ${inDays(rule.days)}: ${listed(ids)}`,
      evidence: { items: ids.slice(0, rule.items) },
    };
  });
}

/** The same item in several visits (S10). */
export const sameItem = (state: PersonState, rule: Rule<"same_item">, from: number): Found[] =>
  state.profile.viewed
    .filter(({ last, visits = [] }) => last > from && visits.length >= rule.sessions)
    .map(({ id, last, visits = [] }) => ({
      name: "same_item",
      about: id,
      at: last,
      until: last + rule.days * DAY,
      reason: `viewed ${id} in ${timesOf(visits)} sessions`,
      evidence: { items: [id], sessions: sessionsOf(state, visits) },
    }));

/** The same page in several visits (S10). */
export const samePage = (state: PersonState, rule: Rule<"same_page">, from: number): Found[] =>
  (state.profile.revisited ?? [])
    .filter(({ last, visits }) => last > from && visits.length >= rule.sessions)
    .map(({ path, last, visits }) => ({
      name: "same_page",
      about: path,
      at: last,
      until: last + rule.days * DAY,
      reason: `saw ${path} in ${timesOf(visits)} sessions`,
      evidence: { pages: [path], sessions: sessionsOf(state, visits) },
    }));

/** When a cart will have been kept for as long as the rule says (epoch ms); null while it is empty. */
export const cartKeptFrom = ({ cart, cartChanged }: Profile, rule: Rule<"cart_kept">) =>
  cart.length === 0 || cartChanged === undefined ? null : cartChanged + rule.days * DAY;

/** A cart that was kept for days and not ordered. */
export function cartKept(profile: Profile, rule: Rule<"cart_kept">, now: number): Found[] {
  const from = cartKeptFrom(profile, rule);
  if (from === null || now < from) return [];
  const ids = profile.cart.map(({ id }) => id);
  return [
    {
      name: "cart_kept",
      about: null,
      at: from,
      until: profile.cartChanged! + CART_FORGOTTEN_MS,
      reason: `has had ${listed(ids)} in the cart for ${inDays(rule.days)} or longer`,
      evidence: { items: ids.slice(0, 5) },
    },
  ];
}

/** More visits than are remembered are not told apart. */
const timesOf = (visits: readonly number[]) =>
  visits.length < CAPS.visits ? String(visits.length) : `${CAPS.visits} or more`;

/** Ids of the sessions, as far as the person still has them. */
function sessionsOf({ open, profile }: PersonState, visits: readonly number[]): string[] {
  const known = [...open.map(({ visit }) => visit), ...profile.sessions];
  const ids = known.filter(({ fact }) => visits.includes(fnv1a(fact))).map(({ id }) => id);
  return [...new Set(ids)];
}
