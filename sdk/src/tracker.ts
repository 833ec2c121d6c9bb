import { nanoid } from "nanoid";
import type { Event } from "../../worker/wire/event.ts";
import { campaignOf } from "./lib/campaign.ts";
import { changeConsent, defaultConsent } from "./lib/consent.ts";
import { createCourier } from "./lib/courier.ts";
import { createDisk } from "./lib/disk.ts";
import { observeEngagement } from "./lib/engagement.ts";
import { isUrgent } from "./lib/urgent.ts";
import { on } from "./lib/guard.ts";
import { withLock } from "./lib/lock.ts";
import { createOutbox, type Head } from "./lib/outbox.ts";
import { observePageViews, whenParsed } from "./lib/page-views.ts";
import { clearStored, readStored, writeStored } from "./lib/storage.ts";
import { nextVisit } from "./lib/visit.ts";
import type { Consent, Decision, Options, Want } from "./types.ts";

interface View {
  id: string;
  /** Number of events in this view so far; tabs share a session, so a session's would collide. */
  seq: number;
  url: string;
  referrer: string;
  /** Whose view it is. What it reports passively stays with them and opens no session. */
  head: Head;
}

/** Of an event; the Worker takes what it does not know as the shop's own parameters. */
type Fields = Partial<Event> & Record<string, unknown>;

/** What the tag does beside tracking when a page view begins and ends. */
export interface ViewHooks {
  onOpen(): void;
  /** `owner` is whose view it was. */
  onLeave(owner: Head): void;
}

/** So many events are sent without waiting for the page to be left. */
const FULL = 20;
/** How long the first batch waits for what an earlier page left on disk, in ms. */
const LEFTOVERS_MS = 100;

/** Turns a page's life into events: views, engagement, sessions, consent, and when to send. */
export function createTracker(options: Options, { onOpen, onLeave }: ViewHooks) {
  const { key, endpoint, consent, query, hash } = options;
  const { globalPrivacyControl: gpc } = navigator as { globalPrivacyControl?: boolean };
  const outbox = createOutbox(createDisk());
  const courier = createCourier(`${endpoint}/v1/events?key=${key}`, outbox, () => view!.head);

  let allowed = defaultConsent(consent === "denied", gpc);
  /** The shop has said that consent is denied; a default that says so wipes nothing. */
  let revoked = false;
  let view: View | undefined;
  let engagement: ReturnType<typeof observeEngagement>;
  /** The first batch of the view has not left yet; everything rides in it. */
  let opening = false;

  const denied = () => allowed.analytics_storage === "denied";
  const nobody = (): Head => ({ visitor: null, consent: allowed });

  /** Who an event of this moment belongs to. Read again each time, since tabs share the session. */
  function head(campaign = ""): Head {
    if (denied()) return nobody();
    const visit = nextVisit(readStored(), Date.now(), campaign, nanoid);
    writeStored(visit);
    return { visitor: visit.visitor, session: visit.session, consent: allowed };
  }

  /** Sends when the current task is done, so that what happens together travels together. */
  function flushSoon(): void {
    if (!opening) queueMicrotask(courier.flush);
  }

  /** With an `owner` the event is no doing of the visitor's: it neither opens nor prolongs a session. */
  function record(name: string, fields: Fields, owner?: Head): Event | undefined {
    if (!view) return;
    const { id, url } = view;
    const event = outbox.post(
      { page: { url }, ...fields, id: nanoid(), name, view: id, seq: view.seq++ },
      owner ?? head(),
    );
    if (isUrgent(name) || outbox.holds(FULL)) flushSoon();
    return event;
  }

  function leave(): void {
    if (!view) return;
    onLeave(view.head);
    record("page_leave", { engagement: engagement.read() }, view.head);
  }

  function begin(address: string, from: string, landing = false): void {
    leave();
    engagement.reset();
    const owner = head(landing ? campaignOf(address, from) : "");
    view = { id: nanoid(), seq: 0, url: address, referrer: from, head: owner };
    opening = true;
    const event = record(
      "page_view",
      {
        page: { url: address, referrer: from },
        webdriver: navigator.webdriver || undefined,
      },
      owner,
    );
    const send = async (alone: boolean) => {
      // The first batch takes along what earlier pages could not deliver.
      const leftovers = alone && outbox.recover();
      await new Promise<void>(whenParsed);
      await Promise.race([leftovers, new Promise((late) => setTimeout(late, LEFTOVERS_MS))]);
      opening = false;
      // Routers set the title after the address.
      event!.page!.title = document.title;
      onOpen();
      await courier.flush();
    };
    // Nobody's batch brings nothing back, and leaves the lock to the visit that consent may begin.
    void (denied() ? send(false) : withLock(send));
  }

  /** Nothing that was known before is kept, and nothing that follows can be tied to it. */
  function wipe(): void {
    clearStored();
    outbox.wipe();
    if (view) view = { ...view, id: nanoid(), head: nobody() };
  }

  return {
    record,
    wipe,
    viewId: () => (opening ? undefined : view?.id),

    start(): void {
      if (revoked) wipe();
      engagement = observeEngagement(() => {
        leave();
        courier.flushByBeacon();
      });
      begin(location.href, document.referrer, true);
      observePageViews({ query: query?.split(",") ?? [], hash: !!hash }, begin);
      // What happened in a tab that was hidden already.
      on(window, "pagehide", courier.flushByBeacon);
      on(window, "online", courier.resume);
    },

    ask(want: Want, answer: (decision: Decision | null) => void): void {
      if (!view) return answer(null);
      courier.ask(want, answer);
      flushSoon();
    },

    consent(change: Consent): void {
      const before = denied();
      allowed = changeConsent(allowed, change, gpc);
      revoked = denied() && (revoked || !!change.analytics_storage);
      if (!view) return;
      if (revoked) wipe();
      else if (before && !denied()) {
        // What was sent without an id stays nobody's: the visit begins here, with its entry facts.
        const { url: address, referrer } = view;
        view = undefined;
        begin(address, referrer, true);
      }
    },
  };
}
