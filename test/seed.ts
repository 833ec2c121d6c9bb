/**
 * `OKAERI_SEED` fixes what properties draw: CI says the same of the same code. Without it each run draws anew, and a
 * failure prints its seed.
 */
export const seed = process.env["OKAERI_SEED"];
if (seed !== undefined) {
  const fc = await import("fast-check");
  fc.configureGlobal({ seed: Number(seed) });
}
