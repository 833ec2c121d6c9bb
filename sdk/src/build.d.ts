/** Subresource integrity of `okaeri-debug.js`, put in by the build. */
declare const OKAERI_DEBUG_INTEGRITY: string;
