// `npm run restore -- DIR`: puts a backup into an empty data folder. OKAERI_DATA (.okaeri/data) is
// honoured. Start the server afterwards.
import { constants, existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { filesOf, MANIFEST, servingPid } from "./data-files.mjs";

const [from] = process.argv.slice(2);
const data = resolve(process.env.OKAERI_DATA ?? ".okaeri/data");
const refuse = (reason) => {
  console.error(reason);
  process.exit(2);
};

if (!from) refuse("usage: npm run restore -- DIR");
const source = resolve(from);
if (!existsSync(join(source, MANIFEST))) refuse(`${from} is no finished backup: no ${MANIFEST}.`);
const manifest = JSON.parse(readFileSync(join(source, MANIFEST), "utf8"));
if (manifest.format !== 1) refuse(`${from} was made by a newer version (${manifest.version}).`);
const files = filesOf(source);
files.delete(MANIFEST);
const bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
if (files.size !== manifest.files || bytes !== manifest.bytes)
  refuse(
    `${from} is damaged: ${files.size} of ${manifest.files} files, ${bytes} of ${manifest.bytes} bytes.`,
  );
if (servingPid(data) !== null) refuse(`${data} is being served: stop the server first.`);
if (existsSync(data) && filesOf(data).size > 0) refuse(`${data} is not empty: move it away first.`);

for (const path of files.keys()) {
  await mkdir(dirname(join(data, path)), { recursive: true });
  await copyFile(join(source, path), join(data, path), constants.COPYFILE_FICLONE);
}
console.log(`${files.size} files as of ${manifest.taken_at} are in ${data}.`);
