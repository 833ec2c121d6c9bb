import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import type { Browser, Page } from "puppeteer-core";
import { startDisplay } from "./display.ts";

/** What of a tab and of a browser the harness uses, whoever drives it. */
export type Tab = Pick<Page, "goto" | "evaluate" | "click" | "close">;
export type Driven = Pick<Browser, "version" | "close"> & { newPage(): Promise<Tab> };

const DRIVER = "/usr/bin/WebKitWebDriver";
/** For so long the driver may take to start, and then for one command, in ms. */
const PATIENCE_MS = 30_000;

/** The name under which WebDriver hands out elements. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A WebDriver session by plain HTTP. */
async function openSession(origin: string) {
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(origin + path, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { value } = (await response.json()) as { value: any };
    if (!response.ok) throw new Error(`${method} ${path}: ${value.message}`);
    return value;
  };
  const latest = performance.now() + PATIENCE_MS;
  while (!(await fetch(`${origin}/status`).catch(() => null)))
    if (performance.now() > latest) throw new Error("WebKitWebDriver did not start");
  const { sessionId, capabilities } = await call("POST", "/session", { capabilities: {} });
  return {
    version: `WebKitGTK ${capabilities.browserVersion}` as string,
    get: (path: string) => call("GET", `/session/${sessionId}${path}`),
    post: (path: string, body: object) => call("POST", `/session/${sessionId}${path}`, body),
    delete: (path: string) => call("DELETE", `/session/${sessionId}${path}`),
  };
}

type Session = Awaited<ReturnType<typeof openSession>>;

/** The tab that is shown; one opened behind it is hidden, and is shown when this one is closed. */
async function takeTab(session: Session): Promise<Tab> {
  const handle = await session.get("/window");
  const { handle: behind } = await session.post("/window/new", { type: "tab" });
  await session.post("/window", { handle });
  return {
    goto: (url) => session.post("/url", { url }),
    evaluate: ((work, ...args) => {
      const script =
        "const done = arguments[arguments.length - 1];" +
        `Promise.resolve((${work})(...arguments[0])).then(done)`;
      return session.post("/execute/async", { script, args: [args] });
    }) as Tab["evaluate"],
    async click(selector) {
      const found = await session.post("/element", { using: "css selector", value: selector });
      await session.post(`/element/${found[ELEMENT]}/click`, {});
    },
    async close() {
      await session.delete("/window");
      await session.post("/window", { handle: behind });
    },
  };
}

/** Starts WebKitGTK's small browser under Xvfb: the nearest to Safari on Linux. `null` without it. */
export async function launchWebKit(): Promise<Driven | null> {
  const display = existsSync(DRIVER) ? await startDisplay() : null;
  if (!display) {
    console.warn(
      "webkit is missing: apt-get install webkit2gtk-driver xvfb xdotool. Going on without.",
    );
    return null;
  }
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display.name };
  const driver = spawn(DRIVER, [`--port=${port}`], { env, stdio: "ignore" });
  const stop = () => {
    driver.kill();
    display.close();
  };
  try {
    const session = await openSession(`http://127.0.0.1:${port}`);
    return {
      version: async () => session.version,
      newPage: () => takeTab(session),
      close: () => session.delete("").finally(stop),
    };
  } catch (error) {
    stop();
    throw error;
  }
}
