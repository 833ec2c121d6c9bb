import { guard, setDebug } from "./lib/guard.ts";
import { whenActivated } from "./lib/page-views.ts";
import { defineRecs } from "./recs/element.ts";
import { createImpressions, type Exposure } from "./recs/impressions.ts";
import { createTracker } from "./tracker.ts";
import type { Command, Consent, Okaeri, Options } from "./types.ts";

/** Crawlers that run scripts. `Cubot` is a phone; what slips through, the Worker counts apart. */
const BOT = /(^|[^u])bot|crawl|spider/i;

/** The receipt ties what happens to cards to the decision that showed them. */
const receiptFields = (exposures: Exposure[]) => ({
  receipt_id: exposures[0]!.decision.receipt_id,
  item_list_name: exposures[0]!.slot,
  items: exposures.map(({ item, index }) => ({ item_id: item.id, index })),
});

const isConsent = ([name]: Command) => name === "consent";

/**
 * Starts the tag in this page and puts it at `window.okaeri`, where commands may be waiting in an
 * array. A page has one tag: a second call returns the first one's functions.
 */
export function init(options: Options): Okaeri {
  const page = window as unknown as { okaeri?: Okaeri | Command[] };
  const before = page.okaeri;
  if (before && "track" in before) return before;
  setDebug(options.debug != null || /okaeri_debug/.test(location.search));

  const impressions = createImpressions();
  const tracker = createTracker(options, {
    onOpen: () => askAll?.(),
    onLeave(owner) {
      for (const exposures of impressions.take()) {
        tracker.record("recommendation_shown", receiptFields(exposures), owner);
      }
    },
  });

  const okaeri: Okaeri = {
    push(...commands) {
      commands.forEach(
        guard(([name, ...args]) => (okaeri[name] as (...args: unknown[]) => unknown)(...args)),
      );
    },
    track(name, params?: object) {
      whenActivated(() => tracker.record(name, { ...params }));
    },
    consent: guard((change: Consent) => tracker.consent(change)),
    forget: guard(tracker.wipe),
    recommend: (want) =>
      new Promise((resolve) => {
        const asked = typeof want === "string" ? { slot: want, scenario: want } : { ...want };
        whenActivated(() => tracker.ask(asked, resolve));
      }),
  };
  page.okaeri = okaeri;
  if (BOT.test(navigator.userAgent)) return okaeri;

  // What the page has said about consent holds from the start, wherever it stands in the queue.
  const queued = Array.isArray(before) ? before : [];
  okaeri.push(...queued.filter(isConsent));
  whenActivated(tracker.start);
  okaeri.push(...queued.filter((command) => !isConsent(command)));

  const report = (name: string, exposure: Exposure) =>
    tracker.record(name, receiptFields([exposure]));
  const askAll = guard(defineRecs)({
    view: tracker.viewId,
    ask: tracker.ask,
    watch: impressions.watch,
    report,
  });
  return okaeri;
}
