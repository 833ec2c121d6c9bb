import { guard, on } from "./guard.ts";

/** What of an address, beside its path, makes a page of its own. */
export interface PageRule {
  /** Names of query parameters that count. */
  query: string[];
  /** Whether `#/a` and `#/b` are two pages. */
  hash: boolean;
}

/** Two addresses with the same key are one page. */
export function pageKey(url: string, { query, hash }: PageRule): string {
  const { pathname, searchParams, hash: fragment } = new URL(url);
  const counted = query.map((name) => searchParams.getAll(name));
  return JSON.stringify([pathname, counted, hash && fragment]);
}

/** Runs `work` now, or, in a prerendered page, when somebody looks at it. Order is kept. */
export function whenActivated(work: () => void): void {
  if ((document as { prerendering?: boolean }).prerendering) {
    on(document, "prerenderingchange", work);
  } else {
    guard(work)();
  }
}

/** Runs `work` in a task of its own after the document has been parsed. */
export function whenParsed(work: () => void): void {
  const later = () => setTimeout(work);
  if (document.readyState === "loading") on(document, "DOMContentLoaded", later);
  else later();
}

/**
 * Calls `onView` for every page view after the first: a change of page inside the document and a
 * return from the back/forward cache. `referrer` is the address before. The same page again, a
 * hash, and a query parameter that does not count are no views.
 */
export function observePageViews(
  rule: PageRule,
  onView: (url: string, referrer: string) => void,
): void {
  let url = location.href;
  const check = (restored: boolean) => {
    const referrer = url;
    url = location.href;
    if (restored || pageKey(url, rule) !== pageKey(referrer, rule)) onView(url, referrer);
  };
  const moved = guard(() => check(false));
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) {
    // Fires with the new URL for push, replace, traverse and hash, whatever the page did to `history`.
    on(navigation, "currententrychange", moved);
  } else {
    // Safari before 26.2 and Firefox before 147.
    on(window, "popstate", moved);
    for (const method of ["pushState", "replaceState"] as const) {
      const original = history[method];
      guard(() => {
        history[method] = function (this: History, ...args) {
          original.apply(this, args);
          moved();
        };
      })();
    }
  }
  on(window, "pageshow", (event) => event.persisted && check(true));
}
