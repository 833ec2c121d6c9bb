import { execFile } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorkerd, untilHealthy } from "../../scripts/workerd.mjs";
import { type Ask, LEFT_AT, QUESTIONS } from "../fixtures/versions/made-shop.ts";
import { freePort } from "./stack.ts";

const VERSIONS = fileURLToPath(new URL("../fixtures/versions/", import.meta.url));
const versions = readdirSync(VERSIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/**
 * Puts the shop's clock back to when the fixture was left. It is done in the file, since alarms ring as
 * soon as the server is up, and retention would find everything years old.
 */
async function turnBack(data: string): Promise<void> {
  const folder = join(data, "okaeri-shop");
  const files = (await readdir(folder)).filter((file) => /^[0-9a-f]+\.sqlite$/.test(file));
  for (const file of files) {
    const database = new DatabaseSync(join(folder, file));
    database.prepare("UPDATE clock SET offset = ?").run(LEFT_AT - Date.now());
    database.close();
  }
}

it("a fixture is kept of the version that is out", () => {
  const { version } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  expect(versions).toContain(version);
});

describe.each(versions)("what version %s left on disk", (version) => {
  let data: string;
  let origin: string;
  let worker: ReturnType<typeof startWorkerd>;

  const ask: Ask = async (method, path, body) => {
    const reply = await fetch(origin + path, {
      method,
      headers: { authorization: "Bearer sk_demo" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return reply.json();
  };

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "okaeri-upgrade-"));
    const archive = join(VERSIONS, version, "data.tar.gz");
    await promisify(execFile)("tar", ["-xzf", archive, "-C", data]);
    await turnBack(data);
    const port = await freePort();
    origin = `http://localhost:${port}`;
    const env = { OKAERI_DEMO_KEYS: "1", OKAERI_TEST_CLOCK: "1" };
    worker = startWorkerd({ port, data, env });
    await untilHealthy(worker, origin);
  });
  afterAll(async () => {
    const gone = once(worker, "exit");
    worker.kill("SIGTERM");
    await gone;
    await rm(data, { recursive: true, force: true });
  });

  const answers = JSON.parse(readFileSync(join(VERSIONS, version, "answers.json"), "utf8"));
  it.each(Object.entries(QUESTIONS).filter(([path]) => path in answers))(
    "is found again: %s",
    async (path, pick) => {
      expect(pick(await ask("GET", path))).toMatchObject(answers[path]);
    },
  );

  it("goes on: an open visit takes an event, and its end reaches the ledger", async () => {
    const visits = "/v1/reports/visits?from=2026-03-01&to=2026-04-30";
    const before = await ask("GET", visits);
    const event = {
      id: "later",
      name: "purchase",
      transaction_id: "later",
      currency: "GBP",
      value: 2,
      items: [{ item_id: "bowl", price: 2, quantity: 1 }],
    };
    const batch = { visitor: "visitor-3", session: "visitor-3-40-visit", events: [event] };
    expect((await ask("POST", "/v1/events", batch)).results).toEqual([
      { id: "later", status: "accepted" },
    ]);
    await ask("PUT", "/v1/clock", { now: new Date(LEFT_AT + 3_600_000).toISOString() });
    const after = await ask("GET", visits);
    expect(after.visits - before.visits).toBe(1);
    expect(after.orders - before.orders).toBe(1);
    expect(await ask("GET", "/v1/orders/later")).toMatchObject({ transaction_id: "later" });
  });

  it("counts an event that it had once, when it comes again", async () => {
    const again = { id: "visitor-3-40-one", name: "view_item", items: [{ item_id: "bowl" }] };
    const batch = { visitor: "visitor-3", session: "visitor-3-40-visit", events: [again] };
    expect((await ask("POST", "/v1/events", batch)).results).toEqual([
      { id: again.id, status: "duplicate" },
    ]);
  });
});
