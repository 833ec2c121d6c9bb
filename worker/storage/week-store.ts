import type { HeldWeek, Lesson } from "../core/intent/index.ts";
import { checkedSize } from "./limits.ts";

const HOUR = 3_600_000;
/** Lessons that share a row: of 5 KB at most each. */
const LESSONS_A_ROW = 200;
/** Orders of a week are known for so long: past any lesson of it that is still on its way. */
const KEPT_FOR_MS = 10 * 24 * HOUR;

/** A step of the learner's migrations. */
export const WEEK_TABLES = `CREATE TABLE held_weeks (seq INTEGER PRIMARY KEY, due INTEGER NOT NULL, lessons TEXT NOT NULL);
   CREATE TABLE ordered_weeks (visit TEXT PRIMARY KEY, kept INTEGER NOT NULL) WITHOUT ROWID`;

/** A lesson of a week, and which visit it is of. */
interface Held {
  visit: string;
  due: number;
  lesson: Lesson;
}

const withOrder = (lesson: Lesson, isOrdered: boolean): Lesson =>
  isOrdered ? { ...lesson, ordered: true } : lesson;

/**
 * Lessons of weeks that are not over, and which of their visits have since led to an order. Those of one
 * hour that are saved together are one row.
 */
export class WeekStore {
  readonly #sql: SqlStorage;
  /** What was told since the last save. */
  #held: Held[] = [];
  #ordered = new Set<string>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  hold({ visit, due }: HeldWeek, lesson: Lesson): void {
    this.#held.push({ visit, due, lesson });
  }

  order(visits: readonly string[]): void {
    for (const visit of visits) this.#ordered.add(visit);
  }

  /** When the first lessons may be folded (epoch ms), or null while none is saved. */
  dueAt(): number | null {
    return this.#sql.exec<{ due: number | null }>("SELECT min(due) AS due FROM held_weeks").one()
      .due;
  }

  /** Writes what was told. */
  save(now: number): void {
    for (const visit of this.#ordered)
      this.#sql.exec(
        "INSERT OR REPLACE INTO ordered_weeks (visit, kept) VALUES (?, ?)",
        visit,
        now + KEPT_FOR_MS,
      );
    const byHour = Map.groupBy(this.#held, ({ due }) => Math.floor(due / HOUR));
    for (const held of byHour.values())
      for (let from = 0; from < held.length; from += LESSONS_A_ROW)
        this.#putRow(held.slice(from, from + LESSONS_A_ROW));
    this.forget();
  }

  /** Takes out the lessons that may be folded, each with what came of its week, by the ends of these. */
  release(now: number): Lesson[] {
    const rows = this.#sql.exec<{ lessons: string }>(
      "DELETE FROM held_weeks WHERE due <= ? RETURNING lessons",
      now,
    );
    const released = rows.toArray().flatMap(({ lessons }) => JSON.parse(lessons) as Held[]);
    if (released.length === 0) return [];
    const ordered = this.#orderedOf(released.map(({ visit }) => visit));
    this.#sql.exec("DELETE FROM ordered_weeks WHERE kept < ?", now);
    return released
      .sort((a, b) => a.due - b.due)
      .map(({ visit, lesson }) => withOrder(lesson, ordered.has(visit)));
  }

  /** Drops what was told and not saved. */
  forget(): void {
    this.#held = [];
    this.#ordered.clear();
  }

  #putRow(held: readonly Held[]): void {
    this.#sql.exec(
      "INSERT INTO held_weeks (due, lessons) VALUES (?, ?)",
      Math.max(...held.map(({ due }) => due)),
      checkedSize("lessons of weeks", JSON.stringify(held)),
    );
  }

  #orderedOf(visits: readonly string[]): Set<string> {
    const rows = this.#sql.exec<{ visit: string }>(
      "SELECT visit FROM ordered_weeks WHERE visit IN (SELECT value FROM json_each(?))",
      JSON.stringify(visits),
    );
    return new Set(Array.from(rows, ({ visit }) => visit));
  }
}
