import type { Options } from "../types.ts";

/** What the shop has set up; empty until the tag starts, and for crawlers. */
export let options: Partial<Options> = {};

export function setOptions(given: Options): void {
  options = given;
}
