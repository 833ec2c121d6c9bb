import { readFile } from "node:fs/promises";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Batch } from "../../../../worker/wire/batch.ts";
import { startStack } from "../../../e2e/stack.ts";
import { sleep } from "../page.ts";
import { TAG_FILE } from "../site.ts";

/** Pages in front of the real Worker, on one origin, so that what the Worker stores counts too. */
export interface ConsentShop {
  origin: string;
  pages: Map<string, string>;
  /** What the tag sent to the Worker, in the order of arrival. */
  batches: Batch[];
  /** For how long the answers to page views that arrive now are held back, in ms. */
  delay: number;
  close(): Promise<void>;
}

const isPageView = (event: unknown) => (event as { name?: unknown }).name === "page_view";

export async function startConsentShop(): Promise<ConsentShop> {
  const stack = await startStack();
  const pages = new Map<string, string>();
  const batches: Batch[] = [];

  const server = createServer(async (request, response) => {
    const { url = "/", method, headers } = request;
    const { pathname } = new URL(url, "http://localhost");
    if (pathname === "/okaeri.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(await readFile(TAG_FILE));
    } else if (pathname.startsWith("/v1/")) {
      const body = await text(request);
      let delay = 0;
      if (pathname === "/v1/events") {
        const batch: Batch = JSON.parse(body);
        batches.push(batch);
        if (batch.events.some(isPageView)) ({ delay } = shop);
      }
      forward(new URL(url, stack.origin), { method, headers }, async (answer) => {
        await sleep(delay);
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }).end(body);
    } else {
      const page = pages.get(pathname);
      response.writeHead(page ? 200 : 404, { "content-type": "text/html" }).end(page);
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const shop: ConsentShop = {
    origin: `http://localhost:${port}`,
    pages,
    batches,
    delay: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await stack.close();
    },
  };
  return shop;
}
