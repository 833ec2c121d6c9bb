// Makes `npm start` and `npm test` work as the only command on a fresh clone.
// Runs on whatever Node the machine has; the scripts after it run on the Node 24
// that the `node` package puts into node_modules/.bin.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const root = new URL("..", import.meta.url);

if (!existsSync(new URL("node_modules/.package-lock.json", root))) {
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  process.exit(status ?? 1);
}
