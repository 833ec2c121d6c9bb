/** A GA4 item as the page's elements carry it in `data-item`. */
export interface PageItem {
  item_id: string;
  item_name: string;
  item_category: string;
  item_category2: string;
  /** Pounds. */
  price: number;
  quantity?: number;
}

type TrackCommand = ["track", name: string, params: object];

declare global {
  interface Window {
    okaeri?: { push(command: TrackCommand): unknown };
  }
}

const CURRENCY = "GBP";

export const worth = (items: readonly PageItem[]) =>
  Math.round(items.reduce((sum, { price, quantity = 1 }) => sum + price * quantity, 0) * 100) / 100;

/** Tells the tag; before the tag has loaded, the command waits in the queue. */
export function track(name: string, params: object): void {
  const queue: NonNullable<Window["okaeri"]> = (window.okaeri ??= [] as TrackCommand[]);
  queue.push(["track", name, params]);
}

/** A GA4 e-commerce event with the worth of its items. */
export function trackItems(name: string, items: readonly PageItem[], more: object = {}): void {
  track(name, { currency: CURRENCY, value: worth(items), items, ...more });
}

export const itemOf = (element: Element): PageItem =>
  JSON.parse(element.closest<HTMLElement>("[data-item]")!.dataset["item"]!);
