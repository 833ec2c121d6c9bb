import type { BatchReply } from "../../../worker/wire/batch.ts";
import type { Event } from "../../../worker/wire/event.ts";
import type { Okaeri } from "../types.ts";
import { openPanel } from "./panel.ts";
import { eventRow, problemRow, scoreRow, slotRow, touchRow, visitorRow } from "./rows.ts";

// Shows what the tag does, in the page where it does it. The tag loads it with `?okaeri_debug`.

const { trace, use } = (window as unknown as { okaeri: Required<Okaeri> }).okaeri;
const put = openPanel();
const events: Record<string, Event> = {};
/** Number of entries of the trace that were shown. */
let shown = 0;

function showEvent(event: Event, status: string, detail?: string): void {
  events[event.id] = event;
  put("Events", eventRow(event, status, detail), event.id);
}

const listeners = {
  beforeSend(event: Event | null): void {
    if (event) showEvent(event, "no answer yet");
  },
  onReply({ results, session, intent, decisions, notices }: BatchReply): void {
    for (const result of results) {
      const event = events[result.id!] ?? { id: result.id!, name: "earlier page" };
      showEvent(event, result.status, result.detail);
    }
    if (session) put("Visitor", touchRow(session.touch));
    if (intent)
      for (const term of ["week", "session"] as const) put("Intent", scoreRow(term, intent));
    for (const slot in decisions) put("Slots", slotRow(slot, decisions[slot]!));
    for (const notice of notices)
      put("Notices", [notice.type, notice.id, notice.text, notice], notice.id);
  },
  onDebug(problem: unknown): void {
    put("Problems", problemRow(problem), `${shown}`);
  },
};

/** Shows what is new in the trace. It has what plugins made of an event, and what they threw. */
function read(): void {
  try {
    while (trace[shown]) {
      const [name, value] = trace[shown++]!;
      (listeners[name] as (value: unknown) => void)(value);
    }
    put("Visitor", visitorRow(JSON.parse(localStorage.okaeri ?? null)));
  } catch (error) {
    listeners.onDebug(error);
  }
}

/** When all plugins and the trace have been told. */
const readSoon = () => queueMicrotask(read);

use({
  beforeSend(event) {
    // What is kept says so at once; what a plugin that came later has dropped is null already.
    if (event) showEvent(event, "dropped by a plugin");
    readSoon();
  },
  onReply: readSoon,
  onDebug: readSoon,
});
read();
