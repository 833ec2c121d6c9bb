import type { SlotDay } from "../core/recommend/index.ts";
import { checkedSize } from "./limits.ts";

export const SLOT_DAY_TABLE = `CREATE TABLE slot_days (day INTEGER, slot TEXT, scenario TEXT, strategies TEXT NOT NULL, PRIMARY KEY (day, slot, scenario)) WITHOUT ROWID`;

/** Slots of one day that are kept: their names come from pages, and anybody can write a page. */
const MAX_SLOTS_A_DAY = 200;
/** Days that reports can look back on. */
const KEPT_DAYS = 400;

interface Row extends Record<string, SqlStorageValue> {
  day: number;
  slot: string;
  scenario: string;
  strategies: string;
}

const toSlotDay = ({ day, slot, scenario, strategies }: Row): SlotDay => ({
  day,
  slot,
  scenario,
  strategies: JSON.parse(strategies) as SlotDay["strategies"],
});

const keyOf = (day: number, slot: string, scenario: string): string =>
  JSON.stringify([day, slot, scenario]);

/** In the order of the table's text. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * What came of slots by day, one row a slot and day: visits of one fold share it, and each row
 * written is paid for.
 */
export class SlotDayStore {
  readonly #sql: SqlStorage;
  /** Those that a fold has opened, by their key in the table, and whether that has them yet. */
  readonly #open = new Map<string, { slotDay: SlotDay; isNew: boolean }>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A slot's day to add to, until `save`; null when the day has slots enough without this one. */
  open(day: number, slot: string, scenario: string): SlotDay | null {
    const key = keyOf(day, slot, scenario);
    const opened = this.#open.get(key);
    if (opened !== undefined) return opened.slotDay;
    const [row] = this.#sql.exec<Row>(
      "SELECT * FROM slot_days WHERE day = ? AND slot = ? AND scenario = ?",
      day,
      slot,
      scenario,
    );
    const isNew = row === undefined;
    if (isNew && this.#count(day) >= MAX_SLOTS_A_DAY) return null;
    const slotDay = isNew ? { day, slot, scenario, strategies: {} } : toSlotDay(row);
    this.#open.set(key, { slotDay, isNew });
    return slotDay;
  }

  /** Writes what was opened. */
  save(): void {
    const opened = Array.from(this.#open.values(), ({ slotDay }) => slotDay);
    this.forget();
    for (const { day, slot, scenario, strategies } of opened)
      this.#sql.exec(
        "INSERT OR REPLACE INTO slot_days (day, slot, scenario, strategies) VALUES (?, ?, ?, ?)",
        day,
        slot,
        scenario,
        checkedSize("a slot's day", JSON.stringify(strategies)),
      );
    if (opened.length > 0) {
      const latest = Math.max(...opened.map(({ day }) => day));
      this.#sql.exec("DELETE FROM slot_days WHERE day < ?", latest - KEPT_DAYS);
    }
  }

  /** Drops what was opened and not saved. */
  forget(): void {
    this.#open.clear();
  }

  /** The days `from` to `to` (since the epoch, both included), oldest first, as far as they are opened too. */
  between(from: number, to: number): SlotDay[] {
    const written = this.#sql
      .exec<Row>("SELECT * FROM slot_days WHERE day BETWEEN ? AND ?", from, to)
      .toArray()
      .filter(({ day, slot, scenario }) => !this.#open.has(keyOf(day, slot, scenario)))
      .map(toSlotDay);
    const opened = Array.from(this.#open.values(), ({ slotDay }) => slotDay).filter(
      ({ day }) => day >= from && day <= to,
    );
    return [...written, ...opened].sort(
      (a, b) => a.day - b.day || compare(a.scenario, b.scenario) || compare(a.slot, b.slot),
    );
  }

  /** Slots that a day has, written or opened. */
  #count(day: number): number {
    const opened = [...this.#open.values()].filter((one) => one.isNew && one.slotDay.day === day);
    const { n } = this.#sql
      .exec<{ n: number }>("SELECT count(*) AS n FROM slot_days WHERE day = ?", day)
      .one();
    return n + opened.length;
  }
}
