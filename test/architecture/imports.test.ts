import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { files, type Import, importsOf, root } from "./sources.ts";

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

function layerOf(file: string): string {
  const [, first = "", second] = file.split("/");
  return second === undefined ? first.replace(/\.ts$/, "") : first;
}

const folder = (file: string) => file.split("/").slice(0, 3).join("/");
const say = ({ from, to }: Import) => `${from} → ${to}`;
const isConsole = (file: string) => file.startsWith("worker/console/");
const worker = files("worker")
  .filter((file) => !isConsole(file))
  .flatMap(importsOf);

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

describe("the console", () => {
  const imports = files("worker/console").flatMap(importsOf);

  it("takes nothing of the Worker but types, from wire and what core reports", () => {
    const wrong = imports
      .filter(({ to }) => to.startsWith("worker/") && !isConsole(to))
      .filter(({ to, typeOnly }) => !(typeOnly && /^worker\/(wire\/|core\/\w+\/index)/.test(to)));
    expect(wrong.map(say)).toEqual([]);
  });

  it("draws its pages with its parts, which know no page", () => {
    const wrong = imports.filter(
      ({ from, to }) => from.includes("/parts/") && to.includes("/console/src/pages/"),
    );
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
