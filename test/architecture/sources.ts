import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** One import statement, both ends as paths from the root; `to` may be a package. */
export interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** TypeScript of ours in a folder, as paths from the root. */
export const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("dist") && !file.endsWith(".d.ts"))
    .map((file) => join(folder, file));

export function importsOf(file: string): Import[] {
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
