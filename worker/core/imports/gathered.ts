import { fnv1a } from "../intent/index.ts";
import type { Telling } from "../orders/index.ts";

/** What a transaction's lines tell. */
export interface Gathered {
  /** Lines of the file. */
  lines: number[];
  /** The transaction. */
  id: string;
  tellings: Telling[];
}

/**
 * The share of a file that it is told with, from 0. All of one person is in one share: their record is
 * opened once a file, which takes longer than all else. What names nobody goes by its transaction.
 */
export const shareOf = ({ id, tellings }: Gathered, shares: number): number =>
  fnv1a(tellings[0]?.person ?? id) % Math.max(1, shares);
