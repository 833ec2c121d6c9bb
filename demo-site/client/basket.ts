import { FREE_DELIVERY_FROM } from "../terms.ts";
import { trackItems, worth, type PageItem } from "./track.ts";

export type BasketLine = PageItem & { quantity: number };

const KEY = "lantern-basket";
const MOST = 99;
export const DELIVERY = { standard: 3.95, express: 6.95 } as const;
export type DeliveryService = keyof typeof DELIVERY;

let lines = read();

/** Storage may be denied, full or from an older visit: then the basket lives as long as the page. */
function read(): BasketLine[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}

function store(next: BasketLine[]): void {
  lines = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(lines));
  } catch {
    // The basket still works on this page.
  }
  document.dispatchEvent(new Event("basket"));
}

export const basketLines = (): readonly BasketLine[] => lines;
export const basketCount = () => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Calls `listener` now and after every change, in this tab or another. */
export function onBasket(listener: () => void): void {
  listener();
  document.addEventListener("basket", listener);
  addEventListener("storage", ({ key }) => {
    if (key !== KEY) return;
    lines = read();
    listener();
  });
}

export function addToBasket(item: PageItem, quantity = 1): void {
  setQuantity(
    item,
    (lines.find(({ item_id }) => item_id === item.item_id)?.quantity ?? 0) + quantity,
  );
}

/** Sets how many of an item are in the basket (0 removes it) and tracks the difference. */
export function setQuantity(item: PageItem, wanted: number): void {
  const before = lines.find(({ item_id }) => item_id === item.item_id)?.quantity ?? 0;
  const after = Math.min(MOST, Math.max(0, Math.floor(wanted) || 0));
  if (after === before) return;
  const line = { ...item, quantity: after };
  const next = before
    ? lines.map((each) => (each.item_id === item.item_id ? line : each))
    : [...lines, line];
  store(next.filter(({ quantity }) => quantity > 0));
  const change = [{ ...item, quantity: Math.abs(after - before) }];
  trackItems(after > before ? "add_to_cart" : "remove_from_cart", change);
}

export const emptyBasket = () => store([]);

export interface Totals {
  goods: number;
  delivery: number;
  total: number;
  /** Pounds still missing for free delivery, 0 when it is free. */
  untilFree: number;
}

export function totals(service: DeliveryService = "standard"): Totals {
  const goods = worth(lines);
  const free = service === "standard" && goods >= FREE_DELIVERY_FROM;
  const delivery = free ? 0 : DELIVERY[service];
  return {
    goods,
    delivery,
    total: goods + delivery,
    untilFree: Math.max(0, FREE_DELIVERY_FROM - goods),
  };
}
