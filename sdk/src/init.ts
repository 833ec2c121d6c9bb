import type {
  Command,
  Consent,
  Decision,
  Okaeri,
  Options,
  Plugin,
  Scenario,
  Want,
} from "./types.ts";
import { defineRecs } from "./recs/element.ts";
import { observePageViews, whenActivated } from "./lib/page-views.ts";
import { options, setOptions } from "./lib/options.ts";
import { noteSection } from "./capture/sections.ts";
import { ask, flushAndPart, resume } from "./lib/courier.ts";
import { guard, on, plugins, startTrace } from "./lib/hooks.ts";
import * as tracker from "./tracker.ts";
import { showNotices } from "./recs/notice.ts";
import { observeEngagement } from "./lib/engagement.ts";
import { make } from "./recs/make.ts";
import { readEntry, watchLayer } from "./capture/data-layer.ts";
import { isOtherHost, withVisit } from "./lib/cross-domain.ts";

/** Crawlers that run scripts. `Cubot` is a phone; what slips through, the Worker counts apart. */
const BOT = /[^u]bot|crawl|spider/i;

/** Who has stayed so long may stay to see a price change. */
const LIVE_AFTER_MS = 10_000;

/** What an open page may need, by its hash, which is part of this script. It brings the overlay. */
function loadLive(): void {
  const { href: src } = new URL(`okaeri-live.js?key=${options.key}`, options.endpoint);
  const integrity = OKAERI_LIVE_INTEGRITY;
  document.head.append(make("script", "", { src, integrity, crossOrigin: "" }));
}

/**
 * Starts the tag in this page and puts it at `window.okaeri`, where commands may be waiting in an
 * array. A page has one tag: a second call returns the first one's functions.
 */
export function init(given: Options): Okaeri {
  const page = window as unknown as { okaeri?: Okaeri | Command[]; dataLayer?: Command[] };
  const before = page.okaeri;
  if ((before as Okaeri | undefined)?.track) return before as Okaeri;

  const okaeri: Okaeri = {
    push: (...said: Command[]) =>
      said.forEach(
        guard(([name, ...args]) => (okaeri[name] as (...args: unknown[]) => unknown)(...args)),
      ),
    track: (name, params?: object) =>
      whenActivated(() => tracker.record(name, params as Record<string, unknown>)),
    consent: (change) => whenActivated(() => tracker.consent(change)),
    forget: () => whenActivated(tracker.wipe),
    use: (plugin) => plugins.unshift(plugin),
    recommend: (want: Scenario | Want) =>
      new Promise<Decision | null>((resolve) =>
        whenActivated(() => {
          ask(want, resolve);
          tracker.flushSoon();
        }),
      ),
  };
  page.okaeri = okaeri;
  if (BOT.test(navigator.userAgent)) return okaeri;
  setOptions(given);
  const debugging = /okaeri_debug/.test(location.search);
  if (debugging) okaeri.trace = startTrace();

  whenActivated(() => {
    const layer: ArrayLike<unknown>[] = (page.dataLayer ??= []);
    /** Takes the commands that hold from the start, wherever they stand; true for all others. */
    const isOther = guard((entry: ArrayLike<unknown>) => {
      if (entry[0] === "use") okaeri.use(entry[1] as Plugin);
      // A command of ours has one argument; `gtag` says first whether it is the default or an update.
      else if (entry[0] === "consent")
        tracker.consent((entry[2] ?? entry[1]) as Consent, entry[1] === "default");
      else return true;
    });
    plugins.push({
      onReply({ canonical, notices }) {
        if (canonical) tracker.rename(canonical);
        showNotices(notices);
      },
    });
    const { doNotTrack, globalPrivacyControl } = navigator as Navigator & {
      globalPrivacyControl?: boolean;
    };
    if (options.consent === "denied" || globalPrivacyControl || (options.dnt && doNotTrack === "1"))
      tracker.consent({ analytics_storage: "denied" }, true);
    const told = [].filter.call(layer, isOther) as (typeof layer)[number][];
    const queued = ([] as Command[])
      .concat((before as Command[] | undefined) ?? [])
      .filter(isOther);
    observeEngagement(() => {
      tracker.capture();
      tracker.leave();
      flushAndPart();
    });
    tracker.start();
    // What happened in a tab that was hidden already.
    on(window, "pagehide", flushAndPart);
    on(window, "online", resume);
    okaeri.push(...queued);
    guard(defineRecs)();
    const read = (entry: ArrayLike<unknown>) =>
      readEntry(entry, (name, params) =>
        tracker.record(name, { ...params, captured: "data_layer" }),
      );
    told.forEach(read);
    watchLayer(layer, (entry) => isOther(entry) && read(entry));
    on(document, "click auxclick", ({ target }) => {
      // What was opened was read: links, accordions, tabs.
      const opener = (target as Element).closest<HTMLAnchorElement>("a,button,summary");
      if (!opener) return;
      noteSection(opener);
      if (isOtherHost(opener.host))
        opener.search = withVisit(opener.search, tracker.headNow(), Date.now());
    });
    observePageViews(tracker.begin);
    setTimeout(loadLive, debugging ? 0 : LIVE_AFTER_MS);
  });
  return okaeri;
}
