import type { Holding } from "../core/orders/index.ts";
import type { Removed } from "../core/privacy/index.ts";

export const DIRECTORY_STEPS = [
  `CREATE TABLE claims (key TEXT PRIMARY KEY, person TEXT NOT NULL, event TEXT NOT NULL) WITHOUT ROWID`,
  `ALTER TABLE claims ADD COLUMN at INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE claims ADD COLUMN page INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE claims ADD COLUMN giver TEXT NOT NULL DEFAULT ''`,
];

/** Stands for the event of a claim that went to somebody else than whose page took it. */
const ASSIGNED = "assigned";

export interface Claim {
  key: string;
  person: string;
  event: string;
  /** When it was claimed (epoch ms). */
  at: number;
  /** A page claims it: anybody could. */
  byPage?: boolean;
}

/** Of a key that `from` holds, whose it is; `at` in epoch ms. */
export interface Assigned {
  key: string;
  from: string;
  to: string;
  at: number;
}

type Row = { person: string; event: string; at: number; page: number; giver: string };

/** Who came first with a key, for ever, unless the shop's server says otherwise of a page's claim. */
export class DirectoryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The claim that holds `claim.key` now: an earlier one, or this. */
  claim(claim: Claim): Holding & Pick<Claim, "event" | "at"> {
    this.#sql.exec(
      "INSERT INTO claims (key, person, event, at, page) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
      claim.key,
      claim.person,
      claim.event,
      claim.at,
      Number(claim.byPage ?? false),
    );
    return this.holder(claim.key)!;
  }

  /** Whoever holds it holds it by the word of the shop's server from now on. */
  confirm(key: string): void {
    this.#sql.exec("UPDATE claims SET page = 0 WHERE key = ?", key);
  }

  /** Gives what `from` holds by a page's word to `to`; `from` has yet to give it up. */
  assign({ key, from, to, at }: Assigned): Holding {
    this.#sql.exec(
      "UPDATE claims SET person = ?, giver = person, event = ?, at = ?, page = 0 WHERE key = ? AND person = ? AND page = 1",
      to,
      ASSIGNED,
      at,
      key,
      from,
    );
    return this.holder(key)!;
  }

  /** What `giver` had to give up is with whoever holds the key. */
  arrived(key: string, giver: string): void {
    this.#sql.exec("UPDATE claims SET giver = '' WHERE key = ? AND giver = ?", key, giver);
  }

  /** Gives up what this very claim took: nothing came of it. */
  withdraw({ key, person, event, at }: Claim): void {
    this.#sql.exec(
      "DELETE FROM claims WHERE key = ? AND person = ? AND event = ? AND at = ?",
      key,
      person,
      event,
      at,
    );
  }

  /**
   * Takes people out of the claims. Orders that are kept are nobody's from now on, since whoever tells of
   * one again must not count it again.
   */
  erase(names: readonly string[], keepsOrders: boolean): Removed {
    const whose = "person IN (SELECT value FROM json_each(?))";
    const list = JSON.stringify(names);
    this.#sql.exec(
      "UPDATE claims SET giver = '' WHERE giver IN (SELECT value FROM json_each(?))",
      list,
    );
    const orders = keepsOrders
      ? this.#sql.exec(
          `UPDATE claims SET person = '', event = '' WHERE key LIKE 'order:%' AND ${whose}`,
          list,
        ).rowsWritten
      : 0;
    return {
      orders,
      claims: this.#sql.exec(`DELETE FROM claims WHERE ${whose}`, list).rowsWritten,
    };
  }

  /** Who holds a key, or null. */
  holder(key: string): (Holding & Pick<Claim, "event" | "at">) | null {
    const [row] = this.#sql.exec<Row>(
      "SELECT person, event, at, page, giver FROM claims WHERE key = ?",
      key,
    );
    if (row === undefined) return null;
    const { page, giver, ...claim } = row;
    const isAssigned = claim.event === ASSIGNED;
    return { ...claim, byPage: page === 1, isAssigned, giver: giver || null };
  }
}
