/**
 * The shop as static files. `scripts/build.mjs` calls it; by itself, for work on the shop:
 *
 *     node demo-site/build.mjs <folder>
 */
import { buildDemo } from "./site/build.ts";

export { buildDemo };

if (import.meta.main) await buildDemo(process.argv[2]);
