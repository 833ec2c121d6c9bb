import type { PersonTraits, Traffic } from "../intent/index.ts";
import { localTime } from "../visit/index.ts";
import type { OpenVisit, Profile } from "./state.ts";

const DAY = 86_400_000;

/** What is known of the person from before this visit, as the intent model reads it. */
export function traitsOf(profile: Profile, current: OpenVisit, now: number): PersonTraits {
  const { visit } = current;
  const before = profile.sessions.filter(
    (past) => past.fact !== visit.fact && past.started < visit.started,
  );
  const previous = before[0];
  const lastOrder = profile.recentOrders.find((order) => order.time < visit.started);
  const since = (days: number) =>
    before.filter((past) => visit.started - past.started <= days * DAY).length;
  return {
    returning: before.length > 0,
    visits7: since(7),
    visits30: since(30),
    daysSinceLast: previous === undefined ? null : (visit.started - previous.last) / DAY,
    orders: profile.orders - visit.orders,
    daysSinceOrder: lastOrder === undefined ? null : (now - lastOrder.time) / DAY,
    loggedIn: profile.loggedIn,
    lastExit: previous?.exitKind ?? null,
  };
}

/** How this visit came, as the intent model reads it. */
export function trafficOf(profile: Profile, current: OpenVisit, timeZone: string): Traffic {
  const { visit } = current;
  return {
    channel: visit.touch.channel,
    firstChannel: profile.firstTouch?.channel ?? visit.touch.channel,
    device: current.device,
    ...localTime(visit.started, timeZone),
  };
}
