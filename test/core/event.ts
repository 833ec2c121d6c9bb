import { EMPTY_EVENT, type VisitEvent } from "../../worker/core/visit/index.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Sunday noon, far from any edge of a day. */
export const NOON = Date.UTC(2026, 10, 22, 12);

let made = 0;

/** An event as the door lets it in; what a test does not name is empty. */
export function event(name: string, time: number, more: Partial<VisitEvent> = {}): VisitEvent {
  made += 1;
  return {
    ...EMPTY_EVENT,
    items: [],
    id: `e${made}`,
    name,
    time,
    ...more,
  };
}

export const item = (id: string, price: number | null = 100, category: string | null = null) => ({
  id,
  name: null,
  category,
  price,
  quantity: 1,
});

export const pageView = (path: string, time: number, more: Partial<VisitEvent> = {}) =>
  event("page_view", time, { path, url: `https://shop.example${path}`, ...more });
