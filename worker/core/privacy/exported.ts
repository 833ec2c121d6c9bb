import { customerOf } from "../customer/index.ts";

/** A record of an export, as far as it says whose it is. */
interface Exported {
  visitor?: string | null;
  identity?: { customer?: string };
  customer_id?: string;
  visitor_id?: string;
  transaction_id?: string;
  refund_id?: string;
}

/**
 * NDJSON without the records of some people. Orders and refunds may stay as nobody's.
 *
 * @returns null where nothing was theirs
 */
export function withoutPeople(
  ndjson: string,
  names: readonly string[],
  keepsOrders: boolean,
): string | null {
  const visitors = new Set(names.filter((name) => customerOf(name) === null));
  const customers = new Set(names.flatMap((name) => customerOf(name) ?? []));
  const isTheirs = (record: Exported): boolean =>
    visitors.has(record.visitor ?? record.visitor_id ?? "") ||
    customers.has(record.identity?.customer ?? record.customer_id ?? "");
  let isChanged = false;
  const kept = ndjson.split("\n").flatMap((line) => {
    if (line === "") return [];
    const record = recordIn(line);
    if (record === null || !isTheirs(record)) return line;
    isChanged = true;
    const isSale = record.transaction_id !== undefined;
    if (!isSale || !keepsOrders) return [];
    const { customer_id: _, visitor_id: __, ...anonymous } = record;
    return JSON.stringify(anonymous);
  });
  return isChanged ? kept.map((line) => `${line}\n`).join("") : null;
}

/** The record of a line; null for a line that is none, which was not written by an export. */
function recordIn(line: string): Exported | null {
  try {
    return Object(JSON.parse(line)) as Exported;
  } catch {
    return null;
  }
}
