import type { PushSubscription } from "../../wire/push.ts";
import { CAPS } from "./caps.ts";
import { isPaused } from "./choices.ts";
import type { PersonState } from "./state.ts";

/** Adds a browser that may be sent messages, or renews it; the newest come first. */
export function subscribe({ profile }: PersonState, subscription: PushSubscription): void {
  const others = (profile.push ?? []).filter(({ endpoint }) => endpoint !== subscription.endpoint);
  profile.push = [subscription, ...others].slice(0, CAPS.push);
}

/** Takes browsers out, all of them where none is named; whether any was there. */
export function unsubscribe({ profile }: PersonState, endpoints?: readonly string[]): boolean {
  const known = profile.push ?? [];
  const left = known.filter(({ endpoint }) => endpoints?.includes(endpoint) === false);
  if (left.length === 0) delete profile.push;
  else profile.push = left;
  return left.length < known.length;
}

/** Browsers that may be sent messages now: none of whoever has said no to that, or paused. */
export function subscriptionsOf(state: PersonState): PushSubscription[] {
  const isRefused = state.choices?.unsubscribed?.["push"] !== undefined || isPaused(state);
  return isRefused ? [] : (state.profile.push ?? []);
}
