// The tag's byte budget: brotli 11 of what a shop's page loads, source map comment included.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET = 5_120;

const source = readFileSync(new URL("../sdk/dist/okaeri.js", import.meta.url));
const { length } = brotliCompressSync(source, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
});
console.log(`okaeri.js ${length} bytes brotli of ${BUDGET}`);
if (length > BUDGET) process.exit(1);
