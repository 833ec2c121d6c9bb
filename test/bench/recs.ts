/**
 * Next-item quality and speed of the shipped table beside its peers, on sessions from files.
 *
 *     node test/bench/recs.ts                            the known sets
 *     node test/bench/recs.ts --train FILE --test FILE   other files
 *     node test/bench/recs.ts gains                      what each refinement gains, on the known sets
 *
 * `train` holds one JSON array of item ids a line, in time order; `test` one `{"prefix": […], "next": …}` a line;
 * either may be gzipped. The folder of the known sets is `OKAERI_DATA_SETS`, or `../shared/data`.
 *
 * Two protocols. *bench*, as published: the item on screen may be recommended. *live*, as a shop
 * does it: the item on screen is never shown, and cases whose answer it is are dropped.
 *
 * The files have an order and no times, so sessions are laid out evenly over `--days N` days, 150 by
 * default: RetailRocket was gathered over 137 days and Diginetica over 152.
 */
import { parseArgs } from "node:util";
import { gains } from "./recs/gains.ts";
import { compare, fileSet, knownSet } from "./recs/main.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    train: { type: "string" },
    test: { type: "string" },
    days: { type: "string", default: "150" },
  },
});
const days = Number(values.days);
if (values.train !== undefined && values.test !== undefined) {
  compare(fileSet(values.train, values.test), days);
} else if (positionals[0] === "gains") {
  gains(days);
} else {
  for (const name of ["tmall", "diginetica-categories", "retailrocket", "diginetica"])
    compare(knownSet(name), days);
}
