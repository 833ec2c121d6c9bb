import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorkerd, untilHealthy } from "../../scripts/workerd.mjs";

/** The whole product as `npm run serve` runs it, on a free port and a folder of its own. */
export interface Stack {
  origin: string;
  /** Of the process that is all of it. */
  readonly pid: number;
  /** The folder of its data. */
  readonly data: string;
  /** Kills the process as a power cut would, and starts it again on the same data. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

/** @param options of `startWorkerd`: another configuration than the product's own, an inspector's address */
export async function startStack(
  env: Record<string, string> = {},
  options: { config?: string; inspector?: string } = {},
): Promise<Stack> {
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), "okaeri-"));
  const origin = `http://localhost:${port}`;
  const start = async () => {
    const child = startWorkerd({
      port,
      data,
      env: { OKAERI_DEMO_KEYS: "1", ...env },
      ...options,
    });
    await untilHealthy(child, origin);
    return child;
  };
  let child = await start();
  const ended = () => new Promise((exit) => child.once("exit", exit));
  return {
    origin,
    data,
    get pid() {
      return child.pid!;
    },
    async crash() {
      const gone = ended();
      child.kill("SIGKILL");
      await gone;
      child = await start();
    },
    async close() {
      const gone = ended();
      child.kill("SIGTERM");
      await gone;
      await rm(data, { recursive: true, force: true });
    },
  };
}
