import type { Options } from "../types.ts";

/** What the shop has set up; empty until the tag starts, and for crawlers. */
export const options = {} as Partial<Options>;
