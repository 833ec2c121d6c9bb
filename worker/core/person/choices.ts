import type { Consent } from "../../wire/batch.ts";
import type { ConsentRecord } from "../../wire/privacy.ts";
import { CAPS } from "./caps.ts";
import { iso } from "./said.ts";
import type { PersonState } from "./state.ts";

/** A consent as it came with events, or as the visitor gave it on their own page. */
export interface ConsentGiven extends Consent {
  /** When it was first heard of (epoch ms). */
  at: number;
}

/** What somebody has decided about what is known of them. */
export interface Choices {
  /** What was allowed, each time that it changed, newest first. */
  consents: ConsentGiven[];
  /** Since when nothing of theirs is taken in (epoch ms); left out while it is. */
  paused?: number;
  /** Channels that must not write to them → since when (epoch ms). */
  unsubscribed?: Record<string, number>;
}

/** A choice that is made now. */
export type Choice =
  | { chooses: "pause"; isPaused: boolean }
  | { chooses: "channel"; channel: string; isWanted: boolean }
  | { chooses: "item"; item: string; isWanted: boolean }
  | { chooses: "consent"; consent: Consent };

/** Whether somebody has asked to be left alone. */
export const isPaused = ({ choices }: PersonState): boolean => choices?.paused !== undefined;

/** Keeps what was allowed, if that is not what was allowed before. */
export function noteConsent(state: PersonState, consent: Consent | undefined, at: number): void {
  if (consent === undefined || Object.keys(consent).length === 0) return;
  const { consents } = (state.choices ??= { consents: [] });
  if (consents[0] !== undefined && wordsOf(consents[0]) === wordsOf(consent)) return;
  consents.unshift({ ...consent, at });
  consents.length = Math.min(consents.length, CAPS.consents);
}

const wordsOf = (consent: Consent): string => JSON.stringify(WORDS.map((word) => consent[word]));

const WORDS = [
  "analytics_storage",
  "ad_storage",
  "ad_user_data",
  "ad_personalization",
  "banner",
  "version",
] as const;

/** Makes a choice; whether it changed anything. */
export function choose(state: PersonState, choice: Choice, now: number): boolean {
  const before = JSON.stringify([state.choices, state.profile.dismissed]);
  const choices = (state.choices ??= { consents: [] });
  if (choice.chooses === "consent") noteConsent(state, choice.consent, now);
  else if (choice.chooses === "item") dismiss(state, choice.item, choice.isWanted);
  else if (choice.chooses === "channel") {
    const { [choice.channel]: since = now, ...others } = choices.unsubscribed ?? {};
    choices.unsubscribed = choice.isWanted ? others : { ...others, [choice.channel]: since };
  } else if (choice.isPaused) choices.paused ??= now;
  else delete choices.paused;
  return JSON.stringify([state.choices, state.profile.dismissed]) !== before;
}

function dismiss({ profile }: PersonState, item: string, isWanted: boolean): void {
  const others = profile.dismissed.filter((id) => id !== item);
  profile.dismissed = isWanted ? others : [item, ...others].slice(0, CAPS.dismissed);
}

/** The choices of two records that are one: what either has forbidden stays so. */
export function joinChoices(one: Choices, other: Choices): Choices {
  const paused = [one.paused, other.paused].filter((at) => at !== undefined);
  return {
    consents: [...one.consents, ...other.consents]
      .sort((a, b) => b.at - a.at)
      .slice(0, CAPS.consents),
    ...(paused.length > 0 && { paused: Math.min(...paused) }),
    unsubscribed: { ...other.unsubscribed, ...one.unsubscribed },
  };
}

/** The choices as the API tells them. */
export const tellChoices = ({ choices }: PersonState) => ({
  consent: (choices?.consents ?? []).map(tellConsent),
  paused: choices?.paused === undefined ? null : iso(choices.paused),
  unsubscribed: Object.keys(choices?.unsubscribed ?? {}),
});

const tellConsent = (given: ConsentGiven): ConsentRecord => ({
  at: iso(given.at),
  analytics_storage: given.analytics_storage ?? null,
  ad_storage: given.ad_storage ?? null,
  ad_user_data: given.ad_user_data ?? null,
  ad_personalization: given.ad_personalization ?? null,
  banner: given.banner ?? null,
  version: given.version ?? null,
});
