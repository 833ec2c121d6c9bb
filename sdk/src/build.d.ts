/** Subresource integrity of `okaeri-live.js`, put in by the build. */
declare const OKAERI_LIVE_INTEGRITY: string;
/** Subresource integrity of `okaeri-debug.js`, put into `okaeri-live.js`. */
declare const OKAERI_DEBUG_INTEGRITY: string;
