// The tag's byte budgets: brotli 11 of what a shop's page loads.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGETS = { "okaeri.js": 5_120, "okaeri-live.js": 1_500, "okaeri-debug.js": 1_500 };

for (const [file, budget] of Object.entries(BUDGETS)) {
  const source = readFileSync(new URL(`../sdk/dist/${file}`, import.meta.url));
  const { length } = brotliCompressSync(source, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
  });
  console.log(`${file} ${length} bytes brotli of ${budget}`);
  if (length > budget) process.exitCode = 1;
}
