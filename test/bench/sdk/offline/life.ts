import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { launch, type Kind } from "../browsers.ts";

/** A browser whose profile outlives its process. */
export interface Life {
  browser: Browser;
  /** Ends the process as a dead battery does, and starts it again with the same profile. */
  killAndRestart(): Promise<void>;
  end(): Promise<void>;
}

export async function startLife(kind: Kind): Promise<Life> {
  const profile = await mkdtemp(join(tmpdir(), `okaeri-${kind}-life-`));
  const life: Life = {
    browser: await launch(kind, { profile }),
    async killAndRestart() {
      const child = life.browser.process()!;
      const gone = new Promise((exit) => child.once("exit", exit));
      child.kill("SIGKILL");
      await gone;
      life.browser = await launch(kind, { profile });
    },
    async end() {
      await life.browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
  return life;
}

/**
 * A script for the head of a page, before any tracker: the page's clock is ahead by what its address
 * says, in ms, and `window.ahead` moves it on; time since the page began goes along. Timers stay true.
 */
export const MOVABLE_CLOCK = `<script>
  window.ahead = Number(new URLSearchParams(location.search).get("ahead"));
  const trueNow = Date.now;
  const truePassed = performance.now.bind(performance);
  performance.now = () => truePassed() + window.ahead;
  window.Date = class extends Date {
    constructor(...given) {
      super(...(given.length > 0 ? given : [trueNow() + window.ahead]));
    }
    static now() {
      return trueNow() + window.ahead;
    }
  };
</script>`;

/** All that the page's origin keeps in IndexedDB, as one text. */
export const databasesAsText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.addEventListener("success", () => done(request.result));
        request.addEventListener("error", () => fail(request.error));
      });
    let text = "";
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name!));
      for (const store of database.objectStoreNames)
        text += JSON.stringify(
          await asked(database.transaction(store).objectStore(store).getAll()),
        );
      database.close();
    }
    return text;
  });
