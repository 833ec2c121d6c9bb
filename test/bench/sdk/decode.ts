import type { Arrival } from "./site.ts";
import type { TrackerName } from "./trackers.ts";

/** One event as a tracker sent it. */
export interface Sent {
  /** The tracker's own id of the event, by which a second delivery is known. */
  id: string;
  /** The tracker's own name of the event. */
  name: string;
  /** The page's address; Counterscale sends the path only. */
  url: string;
  fields: Record<string, unknown>;
  /** When it arrived: `Arrival.at`. */
  at: number;
}

type Fields = Record<string, unknown>;
type Read = (arrival: Arrival) => Omit<Sent, "at">[];

const json = ({ body }: Arrival) => JSON.parse(body.toString("utf8")) as Record<string, Fields[]>;
const text = (value: unknown) => (typeof value === "string" ? value : "");
/** For protocols without ids of events: nothing is ever known to come twice. */
const unnamed = () => crypto.randomUUID();

const eventOf = (id: unknown, name: unknown, url: unknown, fields: Fields) => ({
  id: text(id),
  name: text(name),
  url: text(url),
  fields,
});

/** Each tracker's path at the site, the name that it gives to a page view, and its wire format. */
const PROTOCOLS: Record<TrackerName, { path: string; pageView: string; read: Read }> = {
  okaeri: {
    path: "/v1/events",
    pageView: "page_view",
    read: (arrival) =>
      json(arrival).events!.map((event) =>
        eventOf(event.id, event.name, (event.page as Fields | undefined)?.url, event),
      ),
  },
  plausible: {
    path: "/plausible/api/event",
    pageView: "pageview",
    read: (arrival) => {
      const event = json(arrival) as Fields;
      return [eventOf(unnamed(), event.n, event.u, event)];
    },
  },
  posthog: {
    path: "/posthog/e/",
    pageView: "$pageview",
    read(arrival) {
      // A beacon carries a form with base64 in it even when compression is off.
      const { searchParams } = new URL(arrival.url, "http://localhost");
      const encoded = searchParams.get("compression") === "base64";
      const data = new URLSearchParams(arrival.body.toString("latin1")).get("data") ?? "";
      const body = encoded ? { ...arrival, body: Buffer.from(data, "base64") } : arrival;
      return json(body).batch!.map((event) => {
        const properties = event.properties as Fields;
        return eventOf(event.uuid, event.event, properties.$current_url, properties);
      });
    },
  },
  amplitude: {
    path: "/amplitude/2/httpapi",
    pageView: "[Amplitude] Page Viewed",
    read: (arrival) =>
      json(arrival).events!.map((event) => {
        const properties = event.event_properties as Fields | undefined;
        const location = properties?.["[Amplitude] Page Location"];
        return eventOf(event.insert_id, event.event_type, location, event);
      }),
  },
  snowplow: {
    path: "/snowplow/com.snowplowanalytics.snowplow/tp2",
    pageView: "pv",
    read: (arrival) =>
      json(arrival).data!.map((event) => eventOf(event.eid, event.e, event.url, event)),
  },
  counterscale: {
    path: "/counterscale/collect",
    pageView: "collect",
    read: ({ url }) => {
      const { searchParams } = new URL(url, "http://localhost");
      const fields = Object.fromEntries(searchParams);
      return [eventOf(unnamed(), "collect", fields.p, fields)];
    },
  },
};

/** What of the arrivals this tracker sent, in order; what came twice, by its id, is there once. */
export function sentBy(tracker: TrackerName, arrivals: readonly Arrival[]): Sent[] {
  const { path, read } = PROTOCOLS[tracker];
  const events = new Map<string, Sent>();
  for (const arrival of arrivals) {
    if (arrival.url.split("?")[0] !== path) continue;
    for (const event of read(arrival))
      if (!events.has(event.id)) events.set(event.id, { ...event, at: arrival.at });
  }
  return [...events.values()];
}

/** The page views among the arrivals, in order. */
export const pageViewsOf = (tracker: TrackerName, arrivals: readonly Arrival[]): Sent[] =>
  sentBy(tracker, arrivals).filter(({ name }) => name === PROTOCOLS[tracker].pageView);
