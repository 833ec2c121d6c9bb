import type { Encoding, Utf8 } from "../catalogue/feeds/index.ts";
import type {
  FeedFormat,
  ImportQuery,
  ImportReply,
  ImportTotals,
  RejectedLine,
} from "../../wire/import.ts";
import type { DateOrder } from "./cells.ts";
import type { Gathered } from "./gathered.ts";
import { sumTotals } from "./totals.ts";

/** A file lies in pieces of so many bytes, each one row. */
export const CHUNK_BYTES = 1_000_000;
/** Records of one file. Of items each id is in memory until the file is over. */
export const MAX_LINES = { items: 500_000, others: 2_000_000 };
/** Rejected lines of one part of a file (`CHUNK_BYTES`) that are kept; others are counted. */
const MAX_REJECTED_KEPT = 10_000;
const MAX_NOTES = 50;
const MAX_DETAIL = 300;

/** What a file is told with. */
export interface JobOrder {
  type: ImportQuery["type"];
  feed: string | null;
  mode: "replace" | "merge";
  force: boolean;
  format: FeedFormat | null;
  contentType: string;
  /** The file's own name or address, for its ending. */
  name: string;
  /** Address that relative links are relative to where the file names none. */
  base: string | null;
  /** How its columns are read; none for items, which need no such help. */
  reading?: Reading;
  /** Keeps nothing. */
  dryRun?: boolean;
}

/** How the columns of a file of orders are read. */
export interface Reading {
  mapping: Record<string, string>;
  dates: DateOrder;
  notItems: string[];
}

/** One import from upload to report. Times in epoch ms. */
export interface Job extends JobOrder {
  /** Counts up within a shop; jobs run in this order. */
  no: number;
  id: string;
  status: ImportReply["status"];
  error: string | null;
  utf8: Utf8;
  encoding: Encoding | null;
  created: number;
  started: number | null;
  finished: number | null;
  bytes: number;
  chunks: number;
  /** Chunks that are worked through; what is killed goes on from here. */
  done: number;
  /** How often it was begun: one that brings its object down each time must end. */
  begins: number;
  lines: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  duplicates: number;
  removed: number;
  notes: string[];
  totals?: ImportTotals[];
  /** Shares of what was gathered that are told; absent while the file is read, and of files that need no gathering. */
  told?: number;
}

export const newJob = (no: number, id: string, order: JobOrder, now: number): Job => ({
  ...order,
  no,
  id,
  status: "receiving",
  error: null,
  utf8: "ascii",
  encoding: null,
  created: now,
  started: null,
  finished: null,
  bytes: 0,
  chunks: 0,
  done: 0,
  begins: 0,
  lines: 0,
  accepted: 0,
  unchanged: 0,
  rejected: 0,
  duplicates: 0,
  removed: 0,
  notes: [],
});

/** What a part of a file came to. */
export interface Outcome {
  accepted: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
  /** Of the rejected lines as many as are kept. */
  lines: RejectedLine[];
  notes: string[];
  totals: ImportTotals[];
  /** What is to be told once the whole file is read. */
  gathered: Gathered[];
}

export const noOutcome = (): Outcome => ({
  accepted: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 0,
  lines: [],
  notes: [],
  totals: [],
  gathered: [],
});

/** Counts a line that is not taken, and keeps it while there is room. */
export function reject(outcome: Outcome, line: RejectedLine): void {
  outcome.rejected += 1;
  if (outcome.lines.length < MAX_REJECTED_KEPT)
    outcome.lines.push({ ...line, detail: line.detail.slice(0, MAX_DETAIL) });
}

/** The same for all lines of a transaction. */
export function rejectAll(
  outcome: Outcome,
  { lines, id }: Pick<Gathered, "lines" | "id">,
  detail: string,
): void {
  for (const line of lines) reject(outcome, { line, id, detail });
}

/** What is worth saying beside the rejected lines, while there is room. */
export function note(outcome: Outcome, text: string): void {
  if (outcome.notes.length < MAX_NOTES) outcome.notes.push(text.slice(0, MAX_DETAIL));
}

/** The job with a part of its file added. */
export const withOutcome = (job: Job, outcome: Outcome): Job => ({
  ...job,
  lines: job.lines + outcome.accepted + outcome.unchanged + outcome.rejected,
  accepted: job.accepted + outcome.accepted,
  unchanged: job.unchanged + outcome.unchanged,
  rejected: job.rejected + outcome.rejected,
  duplicates: job.duplicates + outcome.duplicates,
  notes: [...job.notes, ...outcome.notes].slice(0, MAX_NOTES),
  totals: sumTotals([...(job.totals ?? []), ...outcome.totals]),
});

/** Files whose lines are gathered by person before anybody is told. */
export const isGathered = (type: Job["type"]): boolean =>
  type === "orders" || type === "refunds" || type === "deliveries";

export const isOpen = ({ status }: Job): boolean => status === "queued" || status === "running";
export const isOver = ({ status }: Job): boolean => status === "done" || status === "failed";

/**
 * Why what the file lacks must stay, or null: a file that was cut short, or that brings fewer than
 * half of what its last run brought, says nothing of what is not in it.
 *
 * @param came distinct items of this run
 * @param last those of the feed's last complete run
 */
export function reasonToKeep(
  { force }: Pick<Job, "force">,
  truncated: string | null,
  came: number,
  last: number,
): string | null {
  if (truncated !== null) return `nothing was removed, since ${truncated}`;
  if (came >= last / 2 || force) return null;
  return `nothing was removed: the last run had ${last} items, this one ${came}; send it with force=1 if that is right`;
}

/** To tell what was gathered of a chunk takes so many times as long as to read it. */
const TELLING = 4;

/** How many of the file's bytes the work that is done comes to. */
function bytesDone({ type, bytes, chunks, done, told = 0 }: Job): number {
  if (!isGathered(type)) return Math.min(bytes, done * CHUNK_BYTES);
  return Math.round((bytes * (done + TELLING * told)) / ((1 + TELLING) * Math.max(1, chunks)));
}

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());

export const importReply = (job: Job, rejected: RejectedLine[]): ImportReply => ({
  id: job.id,
  type: job.type,
  feed: job.feed,
  mode: job.mode,
  format: job.format,
  encoding: job.encoding?.label ?? null,
  status: job.status,
  error: job.error,
  created: new Date(job.created).toISOString(),
  started: iso(job.started),
  finished: iso(job.finished),
  bytes: job.bytes,
  bytes_read: bytesDone(job),
  lines: job.lines,
  accepted: job.accepted,
  unchanged: job.unchanged,
  rejected: job.rejected,
  removed: job.removed,
  duplicates: job.duplicates,
  dry_run: job.dryRun ?? false,
  totals: job.totals ?? [],
  notes: job.notes,
  rejected_lines: rejected,
});
