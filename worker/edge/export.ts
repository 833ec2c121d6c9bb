import {
  batchesOf,
  type HistoryPage,
  orderRecord,
  personRecord,
  refundRecord,
} from "../core/privacy/index.ts";
import type { SalesFact } from "../core/orders/index.ts";
import type { ExportKind } from "../wire/export.ts";
import type { PersonReply } from "../wire/person.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { ledgerStub, personStub } from "./stubs.ts";

/** People, or orders and refunds, of one page: a call each for people, of which a request may make 1 000. */
const PEOPLE_A_PAGE = 200;
const SALES_A_PAGE = 1_000;

/** Where and when an export is made. */
export interface Exporting {
  env: Env;
  shop: string;
  zone: string;
  /** Epoch ms. */
  now: number;
}

/** A page of an export: its records as they are read, and the cursor of the next, null at the end. */
export interface ExportPage {
  records: AsyncIterable<object> | Iterable<object>;
  next: string | null;
}

/** The page of an export after `cursor`, which is empty for the first. */
export async function exportPage(
  kind: ExportKind,
  cursor: string,
  exporting: Exporting,
): Promise<ExportPage> {
  const { env, shop, now } = exporting;
  const ledger = () => ledgerStub(env, shop);
  if (kind === "orders" || kind === "refunds") {
    const after = cursor || (kind === "orders" ? "o/" : "r/");
    const page = await callObject<{ key: string; fact: SalesFact }[]>(
      () => ledger().sales(after, SALES_A_PAGE, now) as Promise<{ key: string; fact: SalesFact }[]>,
    );
    const own = page.filter(({ fact }) => `${fact.kind}s` === kind);
    return {
      records: salesRecords(
        own.map(({ fact }) => fact),
        exporting.zone,
      ),
      next: own.length === SALES_A_PAGE ? own.at(-1)!.key : null,
    };
  }
  const names = await callObject(() => ledger().names(cursor, PEOPLE_A_PAGE, now));
  return {
    records: peopleRecords(kind, names, exporting),
    next: names.length === PEOPLE_A_PAGE ? names.at(-1)! : null,
  };
}

/** Orders and refunds as records; those that were taken back are left out. */
export const salesRecords = (facts: readonly SalesFact[], zone: string): object[] =>
  facts.flatMap((fact) => {
    if (fact.gone) return [];
    return fact.kind === "order" ? orderRecord(fact, zone) : refundRecord(fact);
  });

async function* peopleRecords(
  kind: "events" | "people",
  names: readonly string[],
  exporting: Exporting,
): AsyncGenerator<object> {
  for (const name of names)
    if (kind === "events") yield* eventRecords(name, exporting);
    else yield* await profileRecords(name, exporting);
}

/** Somebody's whole history as bodies of `POST /v1/events`. */
export async function* eventRecords(
  name: string,
  { env, shop }: Pick<Exporting, "env" | "shop">,
): AsyncGenerator<object> {
  for (let [after, isLast] = [0, false]; !isLast;) {
    const from = after;
    const page: HistoryPage = await callObject(() =>
      personStub(env, shop, name).history(from, true),
    );
    for (const piece of page.pieces) yield* batchesOf(name, piece);
    ({ last: after, isLast } = page);
  }
}

/** Somebody's profile; none for what is another name for somebody. */
export async function profileRecords(
  name: string,
  { env, shop, now }: Exporting,
): Promise<object[]> {
  const asked = { cursor: null, now };
  const told = (await callObject(() =>
    personStub(env, shop, name).read(asked),
  )) as PersonReply | null;
  return told === null || told.visitor !== name ? [] : [personRecord(told)];
}

const lineOf = (record: object): string => `${JSON.stringify(record)}\n`;

/** Records as NDJSON, a line each: at once where they are at hand, else as they are read. */
export function ndjson(records: ExportPage["records"]): string | ReadableStream<Uint8Array> {
  if (Symbol.iterator in records) return Array.from(records, lineOf).join("");
  const encoder = new TextEncoder();
  const made = records[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await made.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(lineOf(value)));
    },
    async cancel() {
      await made.return?.();
    },
  });
}
