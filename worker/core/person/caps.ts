/**
 * How long each list of a profile may grow. Together they keep a person's row below 64 KB; what is
 * older stays in the journal.
 */
export const CAPS = {
  viewed: 100,
  cart: 100,
  recentOrders: 20,
  orderLines: 100,
  bought: 300,
  dismissed: 100,
  sessions: 30,
  receipts: 20,
  told: 50,
  open: 4,
  closed: 4,
  week: 6,
} as const;
