import type { EventResult } from "../wire/batch.ts";
import { Counter, Histogram } from "./prometheus.ts";

/** Upper bounds in seconds, from a request that only reads memory to one that a page gives up on. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const requests = new Counter("okaeri_requests_total", "Requests answered.", [
  "method",
  "route",
  "status",
]);
const durations = new Histogram(
  "okaeri_request_duration_seconds",
  "Time until the answer's head.",
  ["route"],
  BOUNDS,
);
const events = new Counter("okaeri_events_total", "Events by what became of them.", ["status"]);
const duties = new Counter("okaeri_duties_failed_total", "Alarms that will try again.", ["object"]);
const messages = new Counter(
  "okaeri_messages_total",
  "What objects tell each other: sent, failed (tried again), or dead after 48 hours.",
  ["to", "outcome"],
);

/** `route` is the pattern, never the address that was asked for. */
export function countRequest(
  { method, route, status }: { method: string; route: string; status: number },
  seconds: number,
): void {
  requests.add([method, route, status]);
  durations.observe([route], seconds);
}

export function countEvents(results: readonly EventResult[]): void {
  const counts = new Map<EventResult["status"], number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  for (const [status, count] of counts) events.add([status], count);
}

/** An object's alarm failed in one of its duties, by the name of its binding. */
export const countFailedDuty = (binding: string): void => duties.add([binding]);

export function countMessages(
  to: string,
  outcome: "sent" | "failed" | "dead",
  count: number,
): void {
  if (count > 0) messages.add([to, outcome], count);
}

/** All there is, for `GET /metrics`. */
export const renderMetrics = (): string =>
  [requests, durations, events, duties, messages].map((each) => each.render()).join("");
