import type { Entry } from "../core/catalogue/feeds/index.ts";
import type { Outcome } from "../core/imports/index.ts";

/** What the end of a file led to. */
export interface Ending {
  removed: number;
  /** Distinct things that the feed holds now; null where the file says nothing of what it lacks. */
  complete: number | null;
  notes: string[];
}

/** What one kind of file is made into: what `ImportRun` leaves to it. */
export interface Importer {
  /** Takes records whose outcome was committed before: what a killed run had in memory. */
  recall(entries: readonly Entry[], base: string | null): void;
  /** Takes records in; may be given the same ones twice. */
  take(
    entries: readonly Entry[],
    base: string | null,
    outcome: Outcome,
    now: number,
  ): Promise<void>;
  /**
   * Takes in what still waits for the file's end.
   *
   * @param truncated why the file seems to be cut short, or null
   * @param last what the last complete run of the same feed brought
   */
  finish(truncated: string | null, last: number, outcome: Outcome, now: number): Promise<Ending>;
}
