// Makes the OpenAPI document of the API, from the schemas that validate. Run by itself it writes the
// types that the client for servers is published with; a test tells when they are behind.
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { openApi } from "../worker/wire/api/document.ts";
import { RESOURCES } from "../worker/wire/api/index.ts";
import { typesOf } from "./openapi-types.mjs";

const root = new URL("..", import.meta.url);

/** The document as JSON text, of the version that package.json says. */
export async function openApiText() {
  const { version } = JSON.parse(await readFile(new URL("package.json", root), "utf8"));
  return `${JSON.stringify(openApi(version))}\n`;
}

/** The client's types, formatted as every file is. */
export function clientTypes() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      new URL("node_modules/oxfmt/bin/oxfmt", root).pathname,
      "--config",
      new URL(".oxfmtrc.json", root).pathname,
      "--stdin-filepath",
      "api.ts",
    ],
    { input: typesOf(openApi(""), RESOURCES), encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

if (process.argv[1] === import.meta.filename)
  await writeFile(new URL("sdk/server/api.ts", root), clientTypes());
