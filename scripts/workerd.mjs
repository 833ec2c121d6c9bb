// Starts plain workerd on workerd.capnp: the one serving path, for self-hosts, `npm start` and tests.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { forgetPid, notePid, servingPid } from "./data-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

// The platform binary itself: the package's own launcher would stand between us and its signals.
const binary = require.resolve(`@cloudflare/workerd-${process.platform}-${archName()}/bin/workerd`);

function archName() {
  return process.arch === "x64" ? "64" : process.arch;
}

/**
 * @param {{port: number, host?: string, data: string, env?: Record<string, string>, config?: string,
 *   inspector?: string}} options `config` is the product's own unless a bench or test serves another;
 *   `inspector` is where a profiler may look into it, such as `127.0.0.1:9229`
 * @returns {import("node:child_process").ChildProcess}
 */
export function startWorkerd({ port, host = "127.0.0.1", data, env = {}, config, inspector }) {
  mkdirSync(data, { recursive: true });
  if (servingPid(data) !== null) throw new Error(`${data} is being served already`);
  const child = spawn(
    binary,
    [
      "serve",
      config ?? resolve(root, "workerd.capnp"),
      "--import-path",
      dirname(dirname(require.resolve("workerd/package.json"))),
      "--socket-addr",
      `http=${host}:${port}`,
      "--directory-path",
      `data=${resolve(data)}`,
      "--directory-path",
      `public=${resolve(root, "dist/public")}`,
      ...(inspector === undefined ? [] : ["--inspector-addr", inspector]),
    ],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } },
  );
  notePid(data, child.pid);
  child.once("exit", () => forgetPid(data));
  return child;
}

/** Resolves when `GET /health` answers; rejects when the process ends or `timeout` ms have passed. */
export async function untilHealthy(child, origin, timeout = 30_000) {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`workerd ended with code ${child.exitCode}`);
    const answer = await fetch(`${origin}/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`${origin} did not become healthy in ${timeout} ms`);
}
