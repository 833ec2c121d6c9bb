import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Stack, startStack } from "../../e2e/stack.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** Where they lie that are typed as Workers are. */
const WORKERS = join(HERE, "../../worker/bench");

/** A Worker of the bench's own, built and served by plain workerd as the product is. */
export async function startOwn(
  entry: string,
  config: string,
  env: Record<string, string> = {},
): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), "okaeri-bench-"));
  await cp(config, join(folder, "config.capnp"));
  await build({
    entryPoints: [join(WORKERS, entry)],
    outfile: join(folder, "dist/worker.js"),
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*"],
    logLevel: "warning",
  });
  const stack = await startStack(env, { config: join(folder, "config.capnp") });
  const close = async () => {
    await stack.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...stack, close };
}

/** The whole product, with what it is billed for counted, under the test clock. */
export const startCounted = (): Promise<Stack> =>
  startOwn("counted.ts", join(HERE, "../../../workerd.capnp"), { OKAERI_TEST_CLOCK: "1" });

export const startFloor = (): Promise<Stack> => startOwn("floor.ts", join(HERE, "floor.capnp"));
