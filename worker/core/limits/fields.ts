import type { Policy, Taken } from "./bucket.ts";

/**
 * `RateLimit-Policy` and `RateLimit` of a reply, as draft-ietf-httpapi-ratelimit-headers-11 has them:
 * quotas with their windows in seconds, what is left of each, and for how long that must do.
 */
export const rateLimitFields = (taken: readonly Taken[]): Record<string, string> => ({
  "ratelimit-policy": taken.map(({ policy }) => policyItem(policy)).join(", "),
  ratelimit: taken
    .map(({ policy, remaining, reset }) => `"${policy.name}";r=${remaining};t=${reset}`)
    .join(", "),
});

const policyItem = ({ name, quota, window }: Policy) => `"${name}";q=${quota};w=${window / 1000}`;
