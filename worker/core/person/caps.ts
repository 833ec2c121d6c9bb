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
  consents: 20,
  /** Pages to read that the person saw, and characters of a title. */
  guides: 16,
  guideTitle: 120,
  sessions: 20,
  /** Visits that are remembered of an item or a page: as many as a signal may ask for. */
  visits: 5,
  /** Pages whose visits are remembered. */
  revisited: 12,
  /** Factors that a person weighs, and pieces of evidence of each. */
  factors: 16,
  factorEvidence: 4,
  /** Raised signals of one name, each about something else. */
  signals: 3,
  receipts: 16,
  /** Characters of all receipts together: a page may ask for 16 slots of 48. */
  receiptText: 10_000,
  /** Strategies of slots that a visit keeps count of: 110 bytes each. */
  trials: 24,
  told: 50,
  waiting: 20,
  /** Browsers that may be sent messages: 400 bytes each. */
  push: 5,
  tickets: 20,
  /** Opened blocks of mails, of 12 places each. */
  blocks: 4,
  taught: 60,
  open: 4,
  closed: 4,
  week: 20,
  /**
   * Records that a person is joined of, those that have left again included: 75 bytes each, beyond the
   * 160 KB. Who logs in and out every day gets there in three years; an id that a broken integration
   * gives to everybody, in minutes.
   */
  parts: 1_000,
} as const;
