import type { Consent } from "../../../worker/wire/batch.ts";

/** Global Privacy Control: no advertising, whatever else the shop says. */
const NO_ADS: Consent = {
  ad_storage: "denied",
  ad_user_data: "denied",
  ad_personalization: "denied",
};

/**
 * What holds until the shop says more. Global Privacy Control means no profile across sessions
 * until the shop has asked for one, so it starts like a denial.
 */
export const defaultConsent = (isDenied: boolean, gpc?: boolean): Consent =>
  isDenied || gpc ? { analytics_storage: "denied", ...NO_ADS } : {};

/** `current` with the shop's `change`, of which only what is granted or denied counts. */
export function changeConsent(current: Consent, change: Consent, gpc?: boolean): Consent {
  const valid = Object.entries(change).filter(([, state]) => /^(granted|denied)$/.test(state));
  return { ...current, ...Object.fromEntries(valid), ...(gpc && NO_ADS) };
}
