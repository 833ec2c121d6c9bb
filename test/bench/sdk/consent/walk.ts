import type { Browser } from "puppeteer-core";
import type { Batch } from "../../../../worker/wire/batch.ts";
import { sleep, track } from "../page.ts";
import { until } from "../until.ts";
import type { Scene } from "./scenes.ts";
import type { ConsentShop } from "./shop.ts";
import { isNothing, stored, type Stored } from "./stored.ts";

interface Step {
  name: string;
  say?: "grant" | "revoke" | "forget" | "reload";
  allowed: boolean;
  /** Something happens in the page, so that there is something to store or to send. */
  acts: boolean;
  /**
   * It is said in a new page, while the first request that names the visitor waits for its answer:
   * that answer, which brings the Worker's cookie, comes last.
   */
  early?: boolean;
}

/** What must be gone is looked for before anything else happens. */
const STEPS: readonly Step[] = [
  { name: "denied at start", allowed: false, acts: true },
  { name: "granted", say: "grant", allowed: true, acts: true },
  { name: "revoked", say: "revoke", allowed: false, acts: false },
  { name: "another page, denied", say: "reload", allowed: false, acts: true },
  { name: "granted again", say: "grant", allowed: true, acts: true },
  { name: "forgotten", say: "forget", allowed: false, acts: false },
  { name: "revoked before the answer", say: "revoke", allowed: false, acts: false, early: true },
  { name: "forgotten before the answer", say: "forget", allowed: false, acts: false, early: true },
];

export interface Finding {
  scene: string;
  step: string;
  kept: Stored;
  /** What is wrong; empty when nothing is. */
  wrong: string[];
}

/** Long enough for a batch, its answer and what is erased after it, in ms. */
const SETTLE_MS = 700;
/** For how long the answer to a page view may be under way, in ms. */
const LATE_MS = 500;

const namesSomebody = ({ visitor, session }: Batch) => visitor !== null || session !== undefined;

const saysDenied = ({ consent }: Batch) => consent?.analytics_storage === "denied";

function faults({ allowed, say }: Step, kept: Stored, batches: readonly Batch[]): string[] {
  const wrong: string[] = [];
  const fault = (isThere: boolean, words: string) => void (isThere && wrong.push(words));
  fault(allowed && isNothing(kept), "nothing stored");
  fault(!allowed && !isNothing(kept), "something stored");
  fault(allowed && !batches.some(namesSomebody), "no id was sent");
  fault(!allowed && batches.some(namesSomebody), "an id was sent");
  // Whoever asks to be forgotten has denied nothing.
  fault(!allowed && say !== "forget" && !batches.every(saysDenied), "the denial was not sent");
  return wrong;
}

/** One visitor who changes their mind, something happening in the page after each step. */
export async function walk(browser: Browser, shop: ConsentShop, scene: Scene): Promise<Finding[]> {
  shop.pages.set("/", scene.page);
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const open = async () => {
    await page.goto(`${shop.origin}/`);
    await page.waitForFunction(() => "track" in ((window as { okaeri?: object }).okaeri ?? {}));
  };
  /** Returns with the answer to the first page view that has an id still under way. */
  const grantUnanswered = async () => {
    await open();
    shop.delay = LATE_MS;
    const from = shop.batches.length;
    await page.evaluate(scene.say.grant);
    await until("send an id", async () => {
      await sleep(10);
      return shop.batches.slice(from).some(namesSomebody);
    });
    shop.delay = 0;
  };
  await open();
  const findings: Finding[] = [];
  for (const step of STEPS) {
    if (step.early) await grantUnanswered();
    const from = shop.batches.length;
    const { say } = step;
    if (say === "reload") await open();
    else if (say === "forget") await page.evaluate("okaeri.forget()");
    else if (say) await page.evaluate(scene.say[say]);
    if (step.acts) await track(page, "okaeri", [["add_to_cart", { items: [] }]]);
    await sleep(step.early ? LATE_MS + SETTLE_MS : SETTLE_MS);
    const kept = await stored(context, page);
    const wrong = faults(step, kept, shop.batches.slice(from));
    findings.push({ scene: scene.name, step: step.name, kept, wrong });
  }
  await context.close();
  return findings;
}
