import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Stack, startStack } from "./stack.ts";

const run = promisify(execFile);
const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const section = (title: string) => readme.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
const shell = (text: string) => /```sh\n([\s\S]*?)```/.exec(text)?.[1] ?? "";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

describe("README", () => {
  it("names the two commands that work on a fresh clone", () => {
    expect(shell(section("Try it"))).toMatch(/^npm start .*\nnpm test /);
  });

  it("does the whole job with curl, as printed", async () => {
    const script = shell(section("Do it with curl")).replace("http://localhost:8787", stack.origin);
    expect(script).toContain(stack.origin);
    const replies: unknown[] = [];
    const setUp = script.split("\n")[0];
    const commands = script.slice(script.indexOf("\n")).split(/\n(?=curl )/);
    for (const command of commands.filter((text) => text.trim() !== "")) {
      const quiet = command.replace("curl ", "curl --silent --show-error ");
      const { stdout } = await run("bash", ["-c", `${setUp}\n${quiet}`]);
      replies.push(JSON.parse(stdout));
    }
    expect(replies).toMatchObject([
      { results: [{ id: "mug-1", status: "accepted" }] },
      {
        results: [{ id: "e1", status: "accepted" }],
        intent: { model: "ftrl-0" },
        decisions: { side: { scenario: "bestsellers" }, next_item: { scenario: "next_item" } },
      },
      { visitor: "reader-1", items_viewed: [{ id: "mug-1", price_seen: "8.50 GBP" }] },
      { scenario: "recently_viewed", items: [{ id: "mug-1", title: "Blue mug" }] },
      { visits: 0, channels: [] },
    ]);
  });

  it("states the tag's size as it is built", () => {
    const stated = /(\d[\d ]*) bytes brotli/.exec(section("Figures"))?.[1]?.replaceAll(" ", "");
    const built = brotliCompressSync(
      readFileSync(new URL("../../sdk/dist/okaeri.js", import.meta.url)),
    );
    expect(Number(stated)).toBe(built.length);
  });
});
