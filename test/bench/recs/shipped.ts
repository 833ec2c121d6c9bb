import {
  ItemTable,
  type ItemTableOptions,
  type Neighbours,
  type NextItemWeights,
  nextItems,
  RECENT_ITEMS,
} from "../../../worker/core/recommend/index.ts";
import { type Recommender, TOP } from "./measure.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

export interface Tuned {
  weights?: NextItemWeights;
  popularityDiscount?: number;
}

/** The shipped table, taught sessions that are laid out evenly over `days` in their order. */
export class Shipped {
  readonly table: ItemTable;
  readonly now: number;
  /** Microseconds. */
  readonly learningTime: number;

  constructor(train: readonly string[][], days: number, options: ItemTableOptions = {}) {
    this.table = new ItemTable(options);
    this.now = START + days * DAY;
    const started = performance.now();
    train.forEach((session, i) => this.table.learn(session, this.timeOf(i, train.length, days)));
    this.learningTime = ((performance.now() - started) * 1000) / train.length;
  }

  timeOf(session: number, sessions: number, days: number): number {
    return START + (session / sessions) * days * DAY;
  }

  /** In one process: reading the rows and ranking, as the shelf replays. */
  inProcess(tuned: Tuned = {}): Recommender {
    const { table, now } = this;
    return ({ recent, views }, excluded) => {
      const exclude = excluded === null ? [] : [excluded];
      const ask = { recent, views, now, reminders: true, exclude, count: TOP, ...tuned };
      return table.next(ask).map(({ id }) => id);
    };
  }

  /** As the edge does it: rows as lists of ids, ranked where the page's request is answered. */
  atEdge(): Recommender {
    return ({ recent, views }, excluded) => {
      const rows = new Map<string, Neighbours>();
      for (const id of recent.slice(0, RECENT_ITEMS)) {
        const row = this.table.neighbours(id, this.now);
        if (row !== null) rows.set(id, row);
      }
      const exclude = new Set(excluded === null ? [] : [excluded]);
      const ask = { recent, views, rows, reminders: true, exclude, count: TOP };
      return nextItems(ask).map(({ id }) => id);
    };
  }
}
