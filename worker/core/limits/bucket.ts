/** How much may be asked for: `quota` at once, and as much again in each `window` (ms). */
export interface Policy {
  name: string;
  quota: number;
  window: number;
}

/** What is left, at a time (epoch ms). */
export interface Bucket {
  tokens: number;
  at: number;
}

/** What became of a request for tokens. */
export interface Taken {
  policy: Policy;
  bucket: Bucket;
  isAllowed: boolean;
  /** Whole tokens that are left. */
  remaining: number;
  /** Seconds until one can be taken; when there are some, until all are back. */
  reset: number;
}

/**
 * Takes a token from a bucket that fills evenly (token bucket, Turner 1986), or leaves it as it is when
 * there is none. A bucket that nobody has seen is full, and a clock that is set back fills none.
 */
export function take(known: Bucket | undefined, policy: Policy, now: number): Taken {
  const { quota, window } = policy;
  const passed = known === undefined ? window : Math.max(0, now - known.at);
  const tokens = Math.min(quota, (known?.tokens ?? quota) + (quota * passed) / window);
  const isAllowed = tokens >= 1;
  const left = isAllowed ? tokens - 1 : tokens;
  const missing = left < 1 ? 1 - left : quota - left;
  return {
    policy,
    bucket: { tokens: left, at: now },
    isAllowed,
    remaining: Math.floor(left),
    reset: Math.ceil((missing * window) / quota / 1000),
  };
}
