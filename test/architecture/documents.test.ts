import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { renderMetrics } from "../../worker/edge/metrics.ts";
import { root } from "./sources.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
const pages = [
  "README.md",
  "SECURITY.md",
  "worker/ARCHITECTURE.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file)),
];

/** The files that a page links to, as paths from the root. */
const linksOf = (page: string): string[] =>
  Array.from(read(page).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g), ([, to = ""]) =>
    normalize(join(dirname(page), to)),
  );

const unique = (text: string, pattern: RegExp) => [
  ...new Set(Array.from(text.matchAll(pattern), ([, found]) => found!)),
];

describe("the documents", () => {
  it("link to files that exist", () => {
    const dead = pages.flatMap((page) =>
      linksOf(page)
        .filter((to) => !existsSync(join(root, to)))
        .map((to) => `${page} → ${to}`),
    );
    expect(dead).toEqual([]);
  });

  it("are all in the index", () => {
    const listed = new Set(linksOf("docs/README.md"));
    const missing = pages.filter((page) => page !== "docs/README.md" && !listed.has(page));
    expect(missing).toEqual([]);
  });
});

describe("docs/operations.md", () => {
  const text = read("docs/operations.md");

  it("has each variable that the server takes from its environment", () => {
    const taken = unique(
      read("workerd.capnp") + read("scripts/serve.mjs"),
      /(?:fromEnvironment = "|process\.env\.)(\w+)/g,
    );
    const told = unique(text, /`([A-Z]+(?:_[A-Z]+)*)`(?=[^\n]*\|)/g);
    expect(taken.filter((name) => !told.includes(name))).toEqual([]);
  });

  it("has each metric, by its name and labels", () => {
    const names = unique(renderMetrics(), /^# TYPE (\w+)/gm);
    const told = unique(text, /^\| `(okaeri_\w+)\{/gm);
    expect(told.toSorted()).toEqual(names.toSorted());
  });
});

describe("docs/platforms", () => {
  it("say of each page what ran it, and of each platform that was not at hand that it was not", () => {
    const own = new Set(["html.md", "react.md", "server.md"]);
    for (const name of readdirSync(join(root, "docs/platforms"))) {
      const text = read(join("docs/platforms", name));
      expect(text, name).toContain("_Run by `test/e2e/platforms.test.ts`");
      if (!own.has(name))
        expect(text.replaceAll("\n", " "), name).toContain("Not run on the platform.");
    }
  });
});
