/** Strategies with rates that nobody knows, over days on which they may change. */
export interface Scene {
  name: string;
  /** In the names of its figures. */
  key: string;
  days: number;
  /** Receipts seen on a day. */
  impressions: number;
  /** The day on which what is best changes: take-over is counted from it. */
  turn: number;
  /** Click rate by strategy on a day (from 0); a strategy that does not exist yet is left out. */
  rates: (day: number) => Record<string, number>;
}

export const SCENES: Scene[] = [
  {
    name: "three that stay as they are",
    key: "steady",
    days: 60,
    impressions: 2_000,
    turn: 0,
    rates: () => ({ popular: 0.03, table: 0.04, vectors: 0.05 }),
  },
  {
    name: "a better newcomer on day 30",
    key: "newcomer",
    days: 60,
    impressions: 2_000,
    turn: 30,
    rates: (day) => ({ popular: 0.03, table: 0.05, ...(day >= 30 && { newcomer: 0.07 }) }),
  },
  {
    name: "the best and the second change places on day 30",
    key: "swap",
    days: 60,
    impressions: 2_000,
    turn: 30,
    rates: (day) => ({
      popular: 0.02,
      table: day < 30 ? 0.06 : 0.03,
      vectors: day < 30 ? 0.03 : 0.06,
    }),
  },
  {
    name: "a slow turn over 40 days",
    key: "drift",
    days: 60,
    impressions: 2_000,
    turn: 30,
    rates: (day) => {
      const turned = Math.min(1, Math.max(0, (day - 10) / 40));
      return { table: 0.06 - 0.03 * turned, vectors: 0.03 + 0.03 * turned };
    },
  },
  {
    name: "a small shop: 60 views a day, two strategies",
    key: "small",
    days: 180,
    impressions: 60,
    turn: 0,
    rates: () => ({ table: 0.03, vectors: 0.06 }),
  },
];
