import { readFileSync } from "node:fs";
import { launch } from "./browsers.ts";
import { html, sleep } from "./page.ts";
import { startSite } from "./site.ts";
const rounds = Number(process.argv[2]);
const v = process.argv[3]!;
const cats = (process.argv[4] || "toplevel,v8,devtools.timeline,disabled-by-default-devtools.timeline,disabled-by-default-v8.compile,IndexedDB,blink,blink.user_timing,loading,net,mojom,ServiceWorker,storage,DOMStorage,ipc,base").split(",");
const site = await startSite();
const browser = await launch("chromium");
site.pages.set("/none.js", "window.x=1");
site.pages.set("/", html(""));
if (v.endsWith(".js")) site.pages.set(`/v/${v}`, readFileSync(`/tmp/f-tag/variants/${v}`, "utf8"));
const src = v === "none" ? "/none.js" : v === "okaeri" ? "/okaeri.js" : v.endsWith(".js") ? `/v/${v}` : `/peers/${v}.js`;
const self = new Map<string, [number, number]>();
const wall: string[] = [];
for (let r = 0; r < rounds; r++) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${site.origin}/`);
  await sleep(250);
  await page.tracing.start({ categories: cats });
  await page.evaluate((s) => {
    performance.mark("mark-start");
    const e = document.createElement("script"); e.src = s; e.dataset.key = "pk_test"; document.head.append(e);
  }, src);
  await sleep(1200);
  const buf = await page.tracing.stop();
  await context.close();
  const { traceEvents } = JSON.parse(Buffer.from(buf!).toString());
  const mark = traceEvents.find((e: any) => e.name === "mark-start");
  const ev = traceEvents.filter((e: any) => e.ph === "X" && e.pid === mark.pid && e.tid === mark.tid && e.ts >= mark.ts - 3000).sort((a: any, b: any) => a.ts - b.ts || b.dur - a.dur);
  // self thread time by stack
  const stack: any[] = [];
  for (const e of ev) {
    while (stack.length && stack.at(-1).ts + stack.at(-1).dur < e.ts + (e.dur ?? 0)) stack.pop();
    e.self = e.tdur ?? 0;
    if (stack.length) stack.at(-1).self -= e.tdur ?? 0;
    stack.push(e);
    const d = e.args?.data;
    e.label = e.name + (e.name === "FunctionCall" ? ` ${d?.functionName}:${d?.columnNumber} ${(d?.url ?? "").slice(-12)}` : e.name === "RunTask" || e.name === "ThreadControllerImpl::RunTask" ? ` ${e.args?.src_func ?? ""}` : e.name === "Receive mojo message" || e.name.includes("mojo") ? ` ${e.args?.chrome_mojo_event_info?.mojo_interface_tag ?? JSON.stringify(e.args).slice(0, 80)}` : "");
    if (r === rounds - 1 && stack.length === 1) wall.push(`${((e.ts - mark.ts) / 1000).toFixed(1)} tdur ${((e.tdur ?? 0) / 1000).toFixed(2)} ${e.label}`);
  }
  for (const e of ev) { const x = self.get(e.label) ?? [0, 0]; x[0] += e.self; x[1]++; self.set(e.label, x); }
}
await browser.close(); await site.close();
let total = 0;
for (const [, [t]] of self) total += t;
console.log(v, "total ms", (total / 1000 / rounds).toFixed(2));
for (const [n, [t, c]] of [...self].sort((a, b) => b[1][0] - a[1][0]).slice(0, 45)) console.log((t / 1000 / rounds).toFixed(3), (c / rounds).toFixed(1), n);
if (process.argv[5]) { console.log("--- timeline"); for (const l of wall) if (Number(l.split(" ")[2]) >= 0.08) console.log(l); }
process.exit(0);
