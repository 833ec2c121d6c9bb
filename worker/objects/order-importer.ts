import type { Entry } from "../core/catalogue/feeds/index.ts";
import {
  dateOf,
  Gatherer,
  type Job,
  type OrderRow,
  orderRows,
  orderTellings,
  type Outcome,
  refundTellings,
  reject,
  type RowContext,
  sumTotals,
  type Tellings,
  textOf,
  totalsOf,
} from "../core/imports/index.ts";
import type { Telling } from "../core/orders/index.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { readCards } from "../edge/shop-reads.ts";
import { ledgerStub } from "../edge/stubs.ts";
import { type Told, tellOrders } from "../edge/tell-orders.ts";
import type { Ending, Importer } from "./importer.ts";

/** What is told, and the lines of the file that it rests on. */
interface Source {
  lines: number[];
  id: string;
  tellings: Telling[];
}

/** Orders, refunds or deliveries of a file to the people whose they are. */
export class OrderImporter implements Importer {
  readonly #env: Env;
  readonly #shop: string;
  readonly #job: Job;
  readonly #context: RowContext;
  readonly #notItems: ReadonlySet<string>;
  readonly #gatherer = new Gatherer();
  readonly #waiting: Source[] = [];

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
    this.#waiting.length = 0;
  }

  async take(
    entries: readonly Entry[],
    _base: string | null,
    outcome: Outcome,
    now: number,
  ): Promise<void> {
    this.#read(entries, outcome);
    await this.#tell(this.#gatherer.takeComplete(), outcome, now);
  }

  async finish(
    truncated: string | null,
    _last: number,
    outcome: Outcome,
    now: number,
  ): Promise<Ending> {
    await this.#tell(this.#gatherer.takeAll(), outcome, now);
    // Whoever sees "done" finds the sums in the reports.
    if (!this.#job.dryRun) await callObject(() => ledgerStub(this.#env, this.#shop).settle(now));
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
    this.#waiting.push({ lines: [line], id: transaction, tellings: [{ person: null, told }] });
  }

  async #tell(gathered: readonly OrderRow[][], outcome: Outcome, now: number): Promise<void> {
    const sources = this.#waiting.splice(0);
    const categoryOf = await this.#categories(gathered, now);
    for (const rows of gathered) {
      const told = this.#tellingsOf(rows, categoryOf);
      const lines = rows.map(({ line }) => line);
      const id = rows[0]!.transaction;
      if (typeof told === "string") this.#rejectAll({ lines, id }, told, outcome);
      else sources.push({ lines, id, tellings: told });
    }
    if (sources.length === 0) return;
    const all = sources.flatMap(({ tellings }) => tellings);
    const { id, started, dryRun } = this.#job;
    const results = dryRun
      ? all.map((): Told => ({ status: "accepted" }))
      : await tellOrders(this.#env, this.#shop, all, { id, started: started! }, now);
    let at = 0;
    for (const source of sources) {
      const own = results.slice(at, (at += source.tellings.length));
      const refused = own.find(({ status }) => status === "rejected");
      if (refused !== undefined) this.#rejectAll(source, refused.detail ?? "", outcome);
      else
        this.#count(
          source,
          own.some(({ status }) => status === "accepted"),
          outcome,
        );
    }
    outcome.totals = sumTotals(outcome.totals);
  }

  #count({ lines, tellings }: Source, isNews: boolean, outcome: Outcome): void {
    outcome[isNews ? "accepted" : "unchanged"] += lines.length;
    outcome.totals.push(...tellings.flatMap(({ person, told }) => totalsOf(person, told)));
  }

  #rejectAll({ lines, id }: Omit<Source, "tellings">, detail: string, outcome: Outcome): void {
    for (const line of lines) reject(outcome, { line, id, detail });
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
