import packed from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

/** Flags of the packed Chromium that would hide what a shop's visitors meet. */
const UNTRUE = new Set([
  "--disable-web-security",
  "--allow-running-insecure-content",
  "--single-process",
]);

/** A visitor's browser; a crawler's name would have its events counted apart. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

/**
 * Starts the Chromium at `CHROME_PATH`, or else the one that comes from npm: a headless shell
 * without a back/forward cache.
 */
export async function launch(): Promise<Browser> {
  const own = process.env.CHROME_PATH;
  const args = own ? ["--no-sandbox"] : packed.args.filter((flag) => !UNTRUE.has(flag));
  return chromium.launch({
    executablePath: own ?? (await packed.executablePath()),
    args: [...args, `--user-agent=${USER_AGENT}`],
    headless: true,
  });
}
