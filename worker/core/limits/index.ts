export { networkOf } from "./address.ts";
export { type Bucket, type Policy, take, type Taken } from "./bucket.ts";
export { Buckets } from "./buckets.ts";
export { rateLimitFields } from "./fields.ts";
export { Recent } from "./recent.ts";
