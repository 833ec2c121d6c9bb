import { guard, on } from "./hooks.ts";
import { options } from "./options.ts";

/**
 * Two addresses with the same key are one page: path, the query parameters that the options name, and
 * the fragment when they say so.
 */
export function pageKey(url: string): string {
  const { pathname, searchParams, hash } = new URL(url);
  const counted = options.query?.split(",").map((name) => searchParams.getAll(name));
  return [pathname, counted, options.hash && hash].join();
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
  onView: (url: string, referrer: string, restored?: boolean) => void,
): void {
  let url = location.href;
  const look = guard(({ persisted }: { persisted?: boolean | undefined }) => {
    const referrer = url;
    url = location.href;
    if (persisted || pageKey(url) !== pageKey(referrer)) onView(url, referrer, persisted);
  });
  const { navigation } = window as { navigation?: EventTarget };
  on(window, "pageshow popstate", look);
  // Comes with the new URL for push, replace, traverse and hash, whatever the page did to `history`.
  if (navigation) on(navigation, "currententrychange", look);
  // Safari before 26.2 and Firefox before 147.
  else
    for (const method of ["pushState", "replaceState"] as const) {
      const original = history[method];
      history[method] = function (this: History, ...args) {
        original.apply(this, args);
        look({});
      };
    }
}
