import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startWorkerd, untilHealthy } from "../../scripts/workerd.mjs";
import type { PersonReply } from "../../worker/wire/person.ts";
import { freePort } from "./stack.ts";

const SCRIPTS = fileURLToPath(new URL("../../scripts/", import.meta.url));
const VISITORS = 8;
/** A user without rights, where the test runs as root. */
const NOBODY = 65_534;
const headers = { authorization: "Bearer sk_demo" };

let folder: string;
const running: { child: ChildProcess }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "okaeri-operations-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(stop));
  await rm(folder, { recursive: true, force: true });
});

async function serve(data: string) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = { OKAERI_DEMO_KEYS: "1", OKAERI_TEST_CLOCK: "1" };
  const server = { origin, child: startWorkerd({ port, data, env }) };
  running.push(server);
  await untilHealthy(server.child, origin);
  return server;
}

async function stop({ child }: { child: ChildProcess }): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** Runs a script as `npm run` does; resolves with what it says and its exit code. */
const script = (name: string, data: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(SCRIPTS, `${name}.mjs`), ...args], {
    env: { ...process.env, OKAERI_DATA: data },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  );

/** What a visitor does next; every third time an order. */
const eventsOf = (visitor: string, n: number) => [
  { id: `${visitor}-${n}`, name: "view_item", items: [{ item_id: `i${n % 7}`, price: 2.5 }] },
  ...(n % 3 === 2
    ? [
        {
          id: `${visitor}-${n}-b`,
          name: "purchase",
          transaction_id: `${visitor}-t${n}`,
          value: 2.5,
        },
      ]
    : []),
];

async function post(origin: string, visitor: string, n: number): Promise<string[]> {
  const events = eventsOf(visitor, n);
  const body = JSON.stringify({ visitor, session: `${visitor}-s`, events });
  const reply = await fetch(`${origin}/v1/events?key=pk_demo`, { method: "POST", body });
  expect(reply.status).toBe(200);
  return events.map(({ id }) => id);
}

async function idsOf(origin: string, visitor: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query = cursor === "" ? "" : `?cursor=${cursor}`;
    const reply = await fetch(`${origin}/v1/people/${visitor}${query}`, { headers });
    const page = (await reply.json()) as PersonReply;
    ids.push(...page.timeline.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  return ids;
}

describe("a backup that is taken while visitors shop", () => {
  it("restores to all that was acknowledged before it, each event and order once", async () => {
    const data = join(folder, "data");
    const copy = join(folder, "copies", "monday");
    const live = await serve(data);
    const visitors = Array.from({ length: VISITORS }, (_, n) => `visitor-${n}`);
    const acknowledged: string[] = [];
    const over = new AbortController();
    const load = visitors.map(async (visitor) => {
      for (let n = 0; !over.signal.aborted; n++) {
        acknowledged.push(...(await post(live.origin, visitor, n)));
        // As somebody reads: what is under way matters here, not how much.
        await sleep(20);
      }
    });
    while (acknowledged.length < 200) await sleep(5);

    const before = [...acknowledged];
    const { code, said } = await script("backup", data, copy);
    const during = acknowledged.length - before.length;
    over.abort();
    await Promise.all(load);
    expect(code, said).toBe(0);
    expect(said).toMatch(/paused for \d+ ms/);
    expect(during).toBeGreaterThan(0);
    await stop(live);

    const other = join(folder, "other");
    expect(await script("restore", other, copy)).toMatchObject({ code: 0 });
    const restored = await serve(other);
    const ids = (await Promise.all(visitors.map((each) => idsOf(restored.origin, each)))).flat();
    expect(before.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);

    // What objects had not told each other at that moment reaches the ledger afterwards, and once.
    const now = new Date(Date.now() + 40 * 60_000).toISOString();
    const put = { method: "PUT", headers, body: JSON.stringify({ now }) };
    expect((await fetch(`${restored.origin}/v1/clock`, put)).status).toBe(200);
    const report = await fetch(`${restored.origin}/v1/reports/visits`, { headers });
    expect(await report.json()).toMatchObject({
      visits: VISITORS,
      orders: ids.filter((id) => id.endsWith("-b")).length,
    });
  });

  it("needs no pause when nothing is served, and folds every log into its database", async () => {
    const data = join(folder, "data");
    const live = await serve(data);
    await post(live.origin, "visitor-0", 0);
    const gone = once(live.child, "exit");
    live.child.kill("SIGKILL");
    await gone;
    const copy = join(folder, "copy");
    expect(await script("backup", data, copy)).toMatchObject({
      code: 0,
      said: expect.stringContaining("nothing was being served"),
    });
    const files = await readdir(copy, { recursive: true });
    expect(files.filter((file) => /-(wal|shm)$/.test(file))).toEqual([]);
    expect(files).toContain("backup.json");
  });
});

describe("backup", () => {
  it("refuses a folder that holds something, and one in the data itself", async () => {
    const data = join(folder, "data");
    await mkdir(data);
    const said = expect.stringContaining("lies in the data");
    expect(await script("backup", data, join(data, "copy"))).toMatchObject({ code: 2, said });
    expect(await script("backup", data, folder)).toMatchObject({
      code: 1,
      said: expect.stringContaining("EEXIST"),
    });
  });
});

describe("restore", () => {
  it("refuses what is no finished backup, a damaged one, and a folder that holds data", async () => {
    const data = join(folder, "data");
    const live = await serve(data);
    await post(live.origin, "visitor-0", 0);
    const copy = join(folder, "copy");
    await script("backup", data, copy);
    const refused = (reason: string) => ({ code: 2, said: expect.stringContaining(reason) });

    expect(await script("restore", data, copy)).toMatchObject(refused("is being served"));
    await stop(live);
    expect(await script("restore", data, copy)).toMatchObject(refused("is not empty"));
    const fresh = join(folder, "fresh");
    expect(await script("restore", fresh, folder)).toMatchObject(refused("no finished backup"));
    await writeFile(join(copy, "okaeri-person", "metadata.sqlite"), "");
    expect(await script("restore", fresh, copy)).toMatchObject(refused("is damaged"));
    expect(existsSync(fresh)).toBe(false);
  });
});

describe("the server", () => {
  it("does not start twice on one folder", async () => {
    const data = join(folder, "data");
    await serve(data);
    const { code, said } = await script("serve", data);
    expect(code).toBe(1);
    expect(said).toContain("is being served already");
  });
});

describe("what `npm run pack` makes", () => {
  const OPERATIONS = new URL("../../docs/operations/", import.meta.url);

  it("serves by itself, as a user who may write nothing but the data", async () => {
    const packed = join(folder, "packed");
    expect(await script("pack", folder, packed)).toMatchObject({ code: 0 });
    const data = join(folder, "data");
    await mkdir(data);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) await Promise.all([chown(data, NOBODY, NOBODY), chmod(folder, 0o755)]);
    const port = await freePort();
    const child = spawn(process.execPath, ["scripts/serve.mjs"], {
      cwd: packed,
      env: {
        PORT: String(port),
        OKAERI_DATA: data,
        OKAERI_SECRET: "a secret of the test",
        OKAERI_LOG: "requests",
      },
      stdio: ["ignore", "pipe", "inherit"],
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    });
    running.push({ child });
    let said = "";
    child.stdout?.on("data", (chunk) => (said += chunk));
    const origin = `http://127.0.0.1:${port}`;
    await untilHealthy(child, origin);
    const paths = [
      "/health/ready",
      "/okaeri.js",
      "/console/",
      "/me/",
      "/metrics",
      "/v1/settings",
      "/",
    ];
    const statuses = paths.map(async (path) => [path, (await fetch(origin + path)).status]);
    expect(Object.fromEntries(await Promise.all(statuses))).toEqual({
      "/health/ready": 200,
      "/okaeri.js": 200,
      "/console/": 200,
      "/me/": 200,
      "/metrics": 404,
      "/v1/settings": 401,
      // The demo shop is not in it.
      "/": 404,
    });
    // A container's runtime and systemd ask politely first.
    await stop({ child });
    expect(child.exitCode).toBe(0);
    const lines = said.split("\n").filter((line) => line.startsWith("{"));
    const routes = lines.map((line) => JSON.parse(line).route);
    expect(routes).toEqual(
      expect.arrayContaining(["/health/ready", "/*", "/metrics", "/v1/settings"]),
    );
  });

  it("is all that the container holds: its steps are files and commands that exist", async () => {
    const steps = readFileSync(new URL("Dockerfile", OPERATIONS), "utf8")
      .replaceAll(/\\\n\s*/g, "")
      .split("\n")
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => line.split(/ (.*)/) as [string, string]);
    const of = (name: string) => steps.filter(([step]) => step === name).map(([, rest]) => rest);
    expect(of("RUN")).toContain("npm run build && node scripts/pack.mjs /okaeri");
    expect(of("COPY").at(-1)).toBe("--from=build /okaeri /okaeri");
    expect(of("USER")).toEqual(["node"]);
    expect(of("CMD").map((json) => JSON.parse(json))).toEqual([["node", "scripts/serve.mjs"]]);
    expect(of("VOLUME")).toEqual(["/data"]);
    expect(of("ENV")[0]).toBe("HOST=0.0.0.0 PORT=8787 OKAERI_DATA=/data");
    const [check] = of("HEALTHCHECK").map((rest) => JSON.parse(rest.slice(rest.indexOf("["))));
    const { origin } = await serve(join(folder, "data"));
    const probe = (base: string) =>
      promisify(execFile)(process.execPath, [
        "-e",
        check[2].replace("http://127.0.0.1:8787", base),
      ]).then(
        () => 0,
        ({ code }: { code: number }) => code,
      );
    expect(await probe(origin)).toBe(0);
    expect(await probe(`http://127.0.0.1:${await freePort()}`)).toBe(1);
  });

  it("is started by a unit that systemd takes", async () => {
    const unit = fileURLToPath(new URL("okaeri.service", OPERATIONS));
    expect(readFileSync(unit, "utf8")).toContain("ExecStart=/usr/bin/node scripts/serve.mjs");
    if (!existsSync("/usr/bin/systemd-analyze")) return;
    await promisify(execFile)("/usr/bin/systemd-analyze", ["verify", unit]);
  });
});
