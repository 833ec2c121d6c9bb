import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  learnShelfLesson,
  newShelfMemory,
  type ShelfMemory,
  TABLES,
} from "../../../worker/core/recommend/index.ts";
import type { Sql } from "../../../worker/storage/row-meter.ts";
import { SHELF_STEPS, ShelfStore } from "../../../worker/storage/shelf-store.ts";
import { itemId, itemOf, type Session, sessionsOf } from "./shop.ts";

// Without a flag on the command line, which `npm run` has no place for.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** As many lessons as a busy second brings: what changed in them is written together. */
const LESSONS_A_FOLD = 2_000;

/** What the shelf needs by itself. */
export interface ShelfFigures {
  /** Of its objects and arrays, after all is learnt and all is collected. */
  bytes: number;
  microsecondsALesson: number;
  rowsALesson: number;
}

/**
 * Teaches a shelf in this process, on a database on disk: the isolate of a shelf shares its memory
 * with other objects, so that only here its own can be told.
 */
export function measureShelf(items: number, sessions: number, now: number): ShelfFigures {
  const folder = mkdtempSync(join(tmpdir(), "okaeri-scale-"));
  const database = new DatabaseSync(join(folder, "shelf.sqlite"));
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;");
    for (const step of SHELF_STEPS) database.exec(step);
    const store = new ShelfStore(sqlOf(database));
    collect();
    const before = used();
    const memory = newShelfMemory((table, number) => store.row(table, number));
    let rows = 0;
    let lessons = 0;
    const started = performance.now();
    for (let visitor = 0; lessons < sessions; visitor++) {
      for (const session of sessionsOf(visitor, 20, items, now)) {
        lessons += teach(memory, session);
        if (lessons % LESSONS_A_FOLD === 0) rows += save(memory, store, database);
      }
    }
    rows += save(memory, store, database);
    const elapsed = performance.now() - started;
    collect();
    return {
      bytes: used() - before,
      microsecondsALesson: (1_000 * elapsed) / lessons,
      rowsALesson: rows / lessons,
    };
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

function teach(memory: ShelfMemory, { at, viewed, ordered }: Session): number {
  const segments = ["buyers:none", "channel:Direct", "device:phone"];
  const goods = viewed.map((n) => {
    const { product_type, brand, price } = itemOf(n);
    const minor = Math.round(100 * Number.parseFloat(price));
    return { id: itemId(n), category: product_type, brand, price: minor, currency: "GBP" };
  });
  learnShelfLesson(memory, { kind: "visit", at, segments, items: goods, carted: [] });
  if (ordered) {
    const lines = [{ ...goods.at(-1)!, quantity: 1 }];
    const seen = goods.map(({ id }) => ({ id }));
    learnShelfLesson(memory, { kind: "order", at, segments, lines, seen });
  }
  return 1;
}

/** Writes what changed, as `Shelf` does; how many rows that is. */
function save(memory: ShelfMemory, store: ShelfStore, database: DatabaseSync): number {
  database.exec("BEGIN");
  let rows = 0;
  for (const name of TABLES) {
    for (const item of memory[name].takeDirty()) {
      store.putItem(name, item);
      rows += 1;
    }
  }
  rows += store.putCounters(memory.counters.takeDirty());
  for (const outcomes of memory.outcomes.takeDirty()) {
    store.putOutcomes(outcomes);
    rows += 1;
  }
  database.exec("COMMIT");
  return rows;
}

/** `node:sqlite` behind what stores need of an object's database. */
function sqlOf(database: DatabaseSync): Sql {
  const statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const exec = (query: string, ...bindings: SQLInputValue[]) => {
    let statement = statements.get(query);
    if (statement === undefined) statements.set(query, (statement = database.prepare(query)));
    const bound = bindings.map((value) =>
      value instanceof ArrayBuffer ? new Uint8Array(value) : value,
    );
    return statement.all(...bound);
  };
  return { exec } as unknown as Sql;
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
