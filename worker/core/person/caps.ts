/**
 * How long each list of a profile may grow. Together they keep a profile below 64 KB, and a person's
 * row, with its open visits and pending lessons, below 160 KB; what is older stays in the journal.
 */
export const CAPS = {
  viewed: 64,
  /** Sections that were read on the pages of one item. */
  itemSections: 8,
  cart: 60,
  recentOrders: 10,
  orderLines: 12,
  bought: 200,
  dismissed: 100,
  sessions: 20,
  receipts: 16,
  /** Items of all receipts together: a page may ask for 16 slots of 48. */
  receiptItems: 160,
  told: 50,
  taught: 60,
  open: 4,
  closed: 4,
  week: 6,
} as const;
