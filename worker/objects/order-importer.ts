import type { Entry } from "../core/catalogue/feeds/index.ts";
import {
  dateOf,
  type Gathered,
  Gatherer,
  type Job,
  type OrderRow,
  orderRows,
  orderTellings,
  type Outcome,
  refundTellings,
  reject,
  rejectAll,
  type RowContext,
  type Tellings,
  textOf,
} from "../core/imports/index.ts";
import type { Env } from "../edge/env.ts";
import { readCards } from "../edge/card-reads.ts";
import type { Ending, Importer } from "./importer.ts";

/** Gathers orders, refunds or deliveries of a file, for `OrderTeller` to tell. */
export class OrderImporter implements Importer {
  readonly #env: Env;
  readonly #shop: string;
  readonly #job: Job;
  readonly #context: RowContext;
  readonly #notItems: ReadonlySet<string>;
  readonly #gatherer = new Gatherer();
  readonly #deliveries: Gathered[] = [];

  constructor(env: Env, job: Job, context: { shop: string; currency: string; zone: string }) {
    this.#env = env;
    this.#shop = context.shop;
    this.#job = job;
    const dates = job.reading?.dates ?? "ymd";
    // The future is judged at one time for the whole file, also when it is read again.
    this.#context = { ...context, dates, now: job.started! };
    this.#notItems = new Set(job.reading?.notItems);
  }

  recall(entries: readonly Entry[]): void {
    this.#read(entries, null);
    this.#gatherer.takeComplete();
    this.#deliveries.length = 0;
  }

  async take(
    entries: readonly Entry[],
    _base: string | null,
    outcome: Outcome,
    now: number,
  ): Promise<void> {
    this.#read(entries, outcome);
    await this.#gatherTellings(this.#gatherer.takeComplete(), outcome, now);
  }

  async finish(
    truncated: string | null,
    _last: number,
    outcome: Outcome,
    now: number,
  ): Promise<Ending> {
    await this.#gatherTellings(this.#gatherer.takeAll(), outcome, now);
    return { removed: 0, complete: null, notes: truncated === null ? [] : [truncated] };
  }

  /** Gathers what the records say; `outcome` is null for those whose wrong lines were reported before. */
  #read(entries: readonly Entry[], outcome: Outcome | null): void {
    for (const entry of entries) {
      const { line } = entry;
      const read =
        "problem" in entry ? entry.problem : orderRows(entry.fields, line, this.#context);
      if (typeof read === "string") {
        const id = "problem" in entry ? entry.id : textOf(entry.fields, "transaction_id", 64);
        if (outcome !== null) reject(outcome, { line, id, detail: read });
      } else if (this.#job.type === "deliveries" && "fields" in entry) {
        this.#readDelivery(entry, read[0]!, outcome);
      } else for (const row of read) this.#gather(row, outcome);
    }
  }

  #gather(row: OrderRow, outcome: Outcome | null): void {
    const { transaction, refund, moment } = row;
    const key =
      this.#job.type === "refunds" ? `${transaction}|${refund ?? moment?.time}` : transaction;
    if (this.#gatherer.add(key, row) || outcome === null) return;
    const detail =
      "an order holds at most 5 000 lines and 600 000 characters of ids and categories";
    reject(outcome, { line: row.line, id: transaction, detail });
  }

  #readDelivery(
    { fields, line }: Extract<Entry, { fields: unknown }>,
    { transaction }: OrderRow,
    outcome: Outcome | null,
  ): void {
    const moment = dateOf(fields, "date", this.#context);
    if (moment === null || typeof moment === "string") {
      const detail = moment ?? "no date of delivery";
      if (outcome !== null) reject(outcome, { line, id: transaction, detail });
      return;
    }
    const told = { tells: "delivery" as const, transaction, delivered: moment.time };
    this.#deliveries.push({ lines: [line], id: transaction, tellings: [{ person: null, told }] });
  }

  async #gatherTellings(
    complete: readonly OrderRow[][],
    outcome: Outcome,
    now: number,
  ): Promise<void> {
    const categoryOf = await this.#categories(complete, now);
    for (const rows of complete) {
      const tellings = this.#tellingsOf(rows, categoryOf);
      const lines = rows.map(({ line }) => line);
      const id = rows[0]!.transaction;
      if (typeof tellings === "string") rejectAll(outcome, { lines, id }, tellings);
      else outcome.gathered.push({ lines, id, tellings });
    }
    outcome.gathered.push(...this.#deliveries.splice(0));
  }

  #tellingsOf(rows: OrderRow[], categoryOf: (item: string) => string): Tellings {
    return this.#job.type === "refunds"
      ? refundTellings(rows)
      : orderTellings(rows, this.#notItems, categoryOf);
  }

  /** The catalogue's categories of items that the file names none of. */
  async #categories(
    gathered: readonly OrderRow[][],
    now: number,
  ): Promise<(item: string) => string> {
    const items = new Set(
      gathered.flatMap((rows) =>
        rows.flatMap(({ item, category }) => (item === null || category !== "" ? [] : item)),
      ),
    );
    if (items.size === 0 || this.#job.dryRun) return () => "";
    const cards = await readCards(this.#env, this.#shop, items, now);
    return (item) => cards.get(item)?.product_type ?? "";
  }
}
