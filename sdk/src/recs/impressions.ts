import type { Decision, RecommendedItem } from "../types.ts";

const SEEN_MS = 1000;
const SEEN_PART = 0.5;

/** One item of one decision, in the place where a visitor may see it. */
export interface Exposure {
  slot: string;
  decision: Decision;
  item: RecommendedItem;
  index: number;
}

/** Notes which cards were at least half in view for a second. */
export function createImpressions() {
  let seen: Exposure[] = [];

  return {
    watch(card: Element, exposure: Exposure): void {
      let timer: ReturnType<typeof setTimeout>;
      const look: IntersectionObserverCallback = (entries, observer) => {
        clearTimeout(timer);
        if (entries.pop()!.intersectionRatio < SEEN_PART) return;
        timer = setTimeout(() => {
          observer.disconnect();
          // Observed anew, a card is looked at again when the page is back in sight.
          if (document.hidden) observer.observe(card);
          else seen.push(exposure);
        }, SEEN_MS);
      };
      new IntersectionObserver(look, { threshold: SEEN_PART }).observe(card);
    },

    /** What was seen since the last call, one list a receipt. */
    take(): Exposure[][] {
      const receipts: Record<string, Exposure[]> = {};
      for (const exposure of seen) (receipts[exposure.decision.receipt_id] ??= []).push(exposure);
      seen = [];
      return Object.values(receipts);
    },
  };
}
