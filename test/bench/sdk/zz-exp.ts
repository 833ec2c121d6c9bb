// throwaway
import { readFileSync } from "node:fs";
import { launch } from "./browsers.ts";
import { costOf } from "./footprint/cost.ts";
import { interleave, median, middleHalf } from "./figures.ts";
import { html, sleep } from "./page.ts";
import { startSite } from "./site.ts";
const rounds = Number(process.argv[2]);
const variants = process.argv.slice(3);
const site = await startSite();
const browser = await launch("chromium");
site.pages.set("/none.js", "window.x=1");
site.pages.set("/", html(""));
const scriptOf = (v: string) => v === "none" ? "/none.js" : v === "okaeri" ? "/okaeri.js" : v.endsWith(".js") ? `/v/${v}` : `/peers/${v}.js`;
for (const v of variants) if (v.endsWith(".js")) site.pages.set(`/v/${v}`, readFileSync(`/tmp/f-tag/variants/${v}`, "utf8"));
const got = new Map<string, number[]>();
await interleave(["none", ...variants], rounds + 1, async (v) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${site.origin}/`);
  await sleep(250);
  const cost = await costOf(page, async () => {
    await page.evaluate((src) => {
      const e = document.createElement("script"); e.src = src; e.dataset.key = "pk_test"; document.head.append(e);
    }, scriptOf(v));
    await sleep(1200);
  });
  await context.close();
  const list = got.get(v) ?? []; list.push(cost.cpu); got.set(v, list);
});
await browser.close(); await site.close();
const base = got.get("none")!.slice(1);
console.log("none", median(base).toFixed(2), middleHalf(base, 2));
for (const v of variants) {
  const a = got.get(v)!.slice(1).map((x, i) => x - base[i]!);
  const raw = got.get(v)!.slice(1);
  console.log(v.padEnd(24), median(raw.map(x=>x-median(base))).toFixed(2), "half", middleHalf(raw.map(x=>x-median(base)), 2), "min", (Math.min(...raw)-median(base)).toFixed(2));
}
process.exit(0);
