import { guard } from "../lib/hooks.ts";

/**
 * The address of `link` when a page may safely show it (http or https), else nothing. It is resolved
 * by the page's own address, since `<base>` would send a path elsewhere.
 */
export const safeUrl = guard((link: string | null): string | undefined => {
  const { href } = new URL(link!, location.href);
  return link && href.startsWith("http") ? href : undefined;
});
