import { guard } from "../lib/guard.ts";

/** http(s), or a path on the page's own host: browsers read `//`, `/\` and `/<tab>/` as another's. */
const SAFE = /^(https?:\/)?\/([^/\\\s]|$)/i;

/**
 * The address of `link` when a page may safely show it, else nothing. It is resolved by the page's
 * own address, since `<base>` would send a path elsewhere.
 */
export const safeUrl = guard((link: string | null, page: string) =>
  link && SAFE.test(link) ? new URL(link, page).href : undefined,
);
