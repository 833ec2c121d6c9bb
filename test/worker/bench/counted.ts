import app from "../../../worker/index.ts";
import * as product from "../../../worker/index.ts";
import type { Env } from "../../../worker/edge/env.ts";

/**
 * The Worker with every call of an object, row written and alarm set counted by kind, since these are
 * the bill. `GET /bench/tally` tells the counts and begins anew.
 */

/** What only the test clock does. */
const OF_TEST_CLOCK = new Set(["clockOffset", "setClock", "registerDue", "takeDue", "wake"]);
const TABLES_OF_TEST_CLOCK = new Set(["clock", "due"]);
const TABLE = /(?:INTO|UPDATE|FROM|TABLE(?: IF NOT EXISTS)?)\s+(\w+)/;

let tally: Record<string, number> = {};
const count = (kind: string, by = 1): void => {
  tally[kind] = (tally[kind] ?? 0) + by;
};

/** Which kind of object a storage is of. */
const ownerOf = new WeakMap<object, string>();

let isPatched = false;

/** All objects of the process share these prototypes. */
function countWrites(storage: DurableObjectStorage): void {
  if (isPatched) return;
  isPatched = true;
  const sql = Object.getPrototypeOf(storage.sql) as SqlStorage;
  const { exec } = sql;
  sql.exec = function (this: SqlStorage, query: string, ...bindings: unknown[]) {
    const cursor = exec.call(this, query, ...bindings);
    const table = TABLE.exec(query)?.[1] ?? "";
    if (cursor.rowsWritten > 0 && !TABLES_OF_TEST_CLOCK.has(table))
      count(`row ${table}`, cursor.rowsWritten);
    return cursor;
  } as typeof exec;
  const proto = Object.getPrototypeOf(storage) as DurableObjectStorage;
  const { setAlarm } = proto;
  proto.setAlarm = function (this: DurableObjectStorage, ...when) {
    count(`alarm ${ownerOf.get(this)}`);
    return setAlarm.apply(this, when);
  };
}

/** A namespace whose stubs count what is called. */
const countedNamespace = (name: string, namespace: DurableObjectNamespace) =>
  new Proxy(namespace, {
    get: (_, key) =>
      key === "getByName"
        ? (id: string) => countedStub(name, namespace.getByName(id))
        : Reflect.get(namespace, key),
  });

const countedStub = (name: string, stub: object) =>
  new Proxy(stub, {
    get(_, key) {
      const method = Reflect.get(stub, key);
      if (typeof method !== "function" || typeof key !== "string") return method;
      return (...given: unknown[]) => {
        if (!OF_TEST_CLOCK.has(key)) count(`call ${name}.${key}`);
        return (stub as Record<string, (...all: unknown[]) => unknown>)[key]!(...given);
      };
    },
  });

const known = new WeakMap<Env, Env>();

function countedEnv(env: Env): Env {
  let counted = known.get(env);
  if (counted !== undefined) return counted;
  const entries = Object.entries(env).map(([name, value]): [string, unknown] => [
    name,
    typeof value === "object" && value !== null && "getByName" in value
      ? countedNamespace(name.toLowerCase(), value)
      : value,
  ]);
  known.set(env, (counted = Object.fromEntries(entries) as unknown as Env));
  return counted;
}

type ObjectClass = new (ctx: DurableObjectState, env: Env) => object;

const counted = <Base extends ObjectClass>(base: Base): Base =>
  class extends (base as ObjectClass) {
    constructor(ctx: DurableObjectState, env: Env) {
      countWrites(ctx.storage);
      ownerOf.set(ctx.storage, base.name.toLowerCase());
      super(ctx, countedEnv(env));
    }
  } as Base;

/** What is not named here stands in for itself: its rows are counted too, its own calls are not. */
export * from "../../../worker/index.ts";
export const Catalogue = counted(product.Catalogue);
export const Courier = counted(product.Courier);
export const Directory = counted(product.Directory);
export const Exporter = counted(product.Exporter);
export const Import = counted(product.Import);
export const Learner = counted(product.Learner);
export const Ledger = counted(product.Ledger);
export const Person = counted(product.Person);
export const Privacy = counted(product.Privacy);
export const Shelf = counted(product.Shelf);
export const Shop = counted(product.Shop);

export default {
  fetch(request: Request, env: Env, ctx: ExecutionContext) {
    const { pathname } = new URL(request.url);
    if (pathname === "/bench/tally") {
      const told = Response.json(tally);
      tally = {};
      return told;
    }
    if (pathname === "/v1/events") count("request");
    return app.fetch(request, countedEnv(env), ctx);
  },
};
