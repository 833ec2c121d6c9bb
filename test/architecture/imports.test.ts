import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What each layer may import; `worker/ARCHITECTURE.md` draws it. */
const MAY_IMPORT: Record<string, string[]> = {
  index: ["app", "objects"],
  app: ["routes", "edge", "wire"],
  routes: ["routes", "edge", "core", "wire"],
  objects: ["objects", "storage", "edge", "core", "wire"],
  storage: ["storage", "core", "wire"],
  edge: ["edge", "core", "wire"],
  core: ["core", "wire"],
  wire: ["wire"],
};

/** Bindings are typed by the classes behind them, so these see the objects' types, and only types. */
const TYPES_OF_OBJECTS = new Set(["worker/edge/env.ts"]);

/** Packages that core may use: they turn text into values and know no platform. */
const PARSERS = new Set(["papaparse", "saxes"]);

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("dist") && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file));

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  const statements = source.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm,
  );
  return Array.from(statements, ([, type, to = ""]) => ({
    from: file,
    to: to.startsWith(".") ? relative(root, resolve(root, dirname(file), to)) : to,
    typeOnly: type !== undefined,
  }));
}

function layerOf(file: string): string {
  const [, first = "", second] = file.split("/");
  return second === undefined ? first.replace(/\.ts$/, "") : first;
}

const folder = (file: string) => file.split("/").slice(0, 3).join("/");
const say = ({ from, to }: Import) => `${from} → ${to}`;
const worker = files("worker").flatMap(importsOf);

describe("the arrows between the Worker's folders", () => {
  it("run one way: index → app → routes → objects → storage, edge → core → wire", () => {
    const wrong = worker.filter(
      ({ from, to, typeOnly }) =>
        to.startsWith("worker/") &&
        !MAY_IMPORT[layerOf(from)]?.includes(layerOf(to)) &&
        !(typeOnly && TYPES_OF_OBJECTS.has(from)),
    );
    expect(wrong.map(say)).toEqual([]);
  });

  it("leave core pure: it imports nothing but itself, wire and parsers of text", () => {
    const wrong = worker.filter(
      ({ from, to }) =>
        layerOf(from) === "core" && !/^worker\/(core|wire)\//.test(to) && !PARSERS.has(to),
    );
    expect(wrong.map(say)).toEqual([]);
  });

  it("meet folders of core through their index", () => {
    const wrong = worker.filter(
      ({ from, to }) =>
        to.startsWith("worker/core/") && folder(from) !== folder(to) && !to.endsWith("/index.ts"),
    );
    expect(wrong.map(say)).toEqual([]);
  });

  it("find no clock and no dice in core", () => {
    const impure = files("worker/core").filter((file) =>
      /Date\.now\(|Math\.random\(|performance\.now\(|new Date\(\)/.test(
        readFileSync(join(root, file), "utf8"),
      ),
    );
    expect(impure).toEqual([]);
  });
});

describe("the tag", () => {
  it("takes nothing of ours but types from wire", () => {
    const wrong = files("sdk/src")
      .flatMap(importsOf)
      .filter(({ to }) => to.startsWith("worker/"))
      .filter(({ to, typeOnly }) => !(typeOnly && to.startsWith("worker/wire/")));
    expect(wrong.map(say)).toEqual([]);
  });
});

describe("a file", () => {
  it("has one idea: no source file passes 300 lines", () => {
    const long = [...files("worker"), ...files("sdk/src"), ...files("demo-site")]
      .filter((file) => !file.endsWith("lists/sources.ts"))
      .filter((file) => readFileSync(join(root, file), "utf8").split("\n").length > 300);
    expect(long).toEqual([]);
  });
});
