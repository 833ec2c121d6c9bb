import { admit, fromDialect } from "../core/capture/index.ts";
import type { Card } from "../core/catalogue/index.ts";
import {
  campaignKey,
  classifyChannel,
  hostOf,
  normalise,
  scrubber,
  sectionNamer,
  timeOf,
  topicNamer,
  type VisitEvent,
} from "../core/visit/index.ts";
import { pointersOf } from "../edge/problem-error.ts";
import type { EventResult } from "../wire/batch.ts";
import { Event } from "../wire/event.ts";
import type { Touch } from "../wire/person.ts";
import type { Caller } from "./context.ts";

/** Log-outs of one batch of a page: each begins somebody new. */
const MAX_LOG_OUTS = 10;

/** What came of the events of a batch at the door. */
export interface ParsedEvents {
  /** Of the events that go no further. */
  results: EventResult[];
  accepted: VisitEvent[];
  /** Of each page view, how a session that begins with it came. */
  touches: Map<string, Touch>;
  /** Of those that a campaign from outside led to, which. */
  campaigns: Map<string, string>;
  /** What pages teach of their items, by id of the event. */
  learnt: Map<string, Card>;
}

/** Parses events one by one: a bad one is named and the others go on. */
export function parseEvents(raw: readonly unknown[], caller: Caller, host: string): ParsedEvents {
  const results: EventResult[] = [];
  const accepted: VisitEvent[] = [];
  const touches = new Map<string, Touch>();
  const campaigns = new Map<string, string>();
  const titles = new Map<string | null, string | null>();
  const learnt = new Map<string, Card>();
  const { settings } = caller;
  const shop = { ownHosts: [host, ...settings.own_domains] };
  const shopHosts = () => [...shop.ownHosts, ...settings.origins.map(hostOf)];
  const scrub = scrubber();
  const topicsOf = topicNamer(settings.sections);
  let logOuts = 0;
  for (const [place, value] of raw.entries()) {
    const parsed = Event.safeParse(fromDialect(value));
    if (!parsed.success) {
      const [first] = pointersOf(parsed.error.issues, `/events/${place}`);
      results.push({ id: idOf(value), status: "invalid", ...first });
      continue;
    }
    if (parsed.data.name === "ticket" && caller.kind === "pk") {
      const detail = "tickets are told by servers, with a secret key";
      results.push({ id: parsed.data.id, status: "invalid", detail });
      continue;
    }
    if (parsed.data.name === "logout" && caller.kind === "pk" && (logOuts += 1) > MAX_LOG_OUTS) {
      const detail = `a page tells of at most ${MAX_LOG_OUTS} log-outs at once`;
      results.push({ id: parsed.data.id, status: "invalid", detail });
      continue;
    }
    const timing = timeOf(parsed.data, caller.now, caller.kind === "sk");
    if (timing.status !== "on_time") {
      results.push({ id: parsed.data.id, status: timing.status, detail: timing.detail });
      continue;
    }
    const { id, name, page, sections } = parsed.data;
    const event = normalise(parsed.data, timing.time, settings.currency, scrub);
    // The page's own words go no further than this.
    if (sections !== undefined) event.sections = sectionNamer(settings.sections)(sections);
    const about = topicsOf(event);
    if (about.length > 0) event.about = about;
    // A page's view has its title, and its markup is judged by it.
    if (name === "page_view") titles.set(event.view, event.title);
    event.title ??= titles.get(event.view) ?? null;
    const admitted = admit(parsed.data, event, settings, shopHosts);
    if (admitted.event === null) {
      results.push({ id, status: "accepted", detail: admitted.detail });
      continue;
    }
    accepted.push(admitted.event);
    if (admitted.card !== null) learnt.set(id, admitted.card);
    if (name !== "page_view" || page === undefined) continue;
    const entry = { landing: page.url, referrer: page.referrer ?? "" };
    touches.set(id, classifyChannel(entry, shop, scrub));
    const campaign = campaignKey(entry, shop);
    if (campaign !== "") campaigns.set(id, campaign);
  }
  return { results, accepted, touches, campaigns, learnt };
}

/** The id of an event that is not valid, as far as it can be named. */
function idOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const { id } = value as { id?: unknown };
  return typeof id === "string" ? id.slice(0, 64) : null;
}
