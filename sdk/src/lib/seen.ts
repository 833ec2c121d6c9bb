const SEEN_MS = 1000;
const SEEN_PART = 0.5;

/** Runs `work` once `element` was at least half in view for a second, in a page that was looked at. */
export function whenSeen(element: Element, work: () => void): void {
  let timer: ReturnType<typeof setTimeout>;
  const look: IntersectionObserverCallback = (entries, observer) => {
    clearTimeout(timer);
    if (entries.pop()!.intersectionRatio < SEEN_PART) return;
    timer = setTimeout(() => {
      observer.disconnect();
      // Observed anew, it is looked at again when the page is back in sight.
      if (document.hidden) observer.observe(element);
      else work();
    }, SEEN_MS);
  };
  new IntersectionObserver(look, { threshold: SEEN_PART }).observe(element);
}
