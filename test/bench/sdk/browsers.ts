import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";

/** Chromium is driven by CDP, Firefox by WebDriver BiDi. */
export type Kind = "chromium" | "firefox";

export interface LaunchOptions {
  /** Folder of the profile; by default a new one that goes when the browser is closed. */
  profile?: string;
  /** X display, such as `:99`: a real window there. By default the browser is headless. */
  display?: string;
  args?: string[];
  /** Further preferences of Firefox. */
  prefs?: Record<string, unknown>;
}

/** Debian's wrapper script of Chromium adds flags of its own, so the binary behind it comes first. */
const PATHS: Record<Kind, (string | undefined)[]> = {
  chromium: [process.env.CHROME_PATH, "/usr/lib/chromium/chromium", "/usr/bin/chromium"],
  firefox: [process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

const pathOf = (kind: Kind) => PATHS[kind].find((path) => path && existsSync(path));

/** The browsers that are there; says which is not, and how to get it. */
export function installed(): Kind[] {
  return (["chromium", "firefox"] as const).filter((kind) => {
    if (pathOf(kind)) return true;
    const [name, variable] =
      kind === "chromium" ? ["chromium", "CHROME_PATH"] : ["firefox-esr", "FIREFOX_PATH"];
    console.warn(
      `${kind} is missing: apt-get install ${name}, or set ${variable}. Going on without.`,
    );
    return false;
  });
}

/**
 * The driver's own flags switch off the back/forward cache, prerendering and what hides a tab that
 * is in the background, so that Chromium gets none of them but these.
 */
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--remote-debugging-port=0",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--password-store=basic",
  "--window-size=1000,800",
  // Peers drop what says that it is driven.
  "--disable-blink-features=AutomationControlled",
];

/** Peers drop what calls itself headless, as crawlers do. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

const FIREFOX_PREFS = {
  // The driver's profile switches these off.
  "fission.bfcacheInParent": true,
  "browser.sessionhistory.max_total_viewers": 8,
};

/** Starts a browser as a visitor has it: true visibility and focus, a back/forward cache. */
export async function launch(kind: Kind, options: LaunchOptions = {}): Promise<Browser> {
  const { display, args = [], prefs } = options;
  const userDataDir = options.profile ?? mkdtempSync(join(tmpdir(), `okaeri-${kind}-`));
  const executablePath = pathOf(kind)!;
  const env = { ...process.env, DISPLAY: display };
  const browser =
    kind === "chromium"
      ? await puppeteer.launch({
          executablePath,
          env,
          ignoreDefaultArgs: true,
          defaultViewport: null,
          args: [
            ...(display ? [] : ["--headless=new", `--user-agent=${USER_AGENT}`]),
            ...CHROMIUM_FLAGS,
            `--user-data-dir=${userDataDir}`,
            ...args,
            "about:blank",
          ],
        })
      : await puppeteer.launch({
          browser: "firefox",
          executablePath,
          env,
          headless: !display,
          defaultViewport: null,
          userDataDir,
          extraPrefsFirefox: { ...FIREFOX_PREFS, ...prefs },
          args,
        });
  if (!options.profile)
    browser.process()?.once("exit", () => {
      // What the browser left behind may still write for a moment.
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    });
  return browser;
}
