import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Stack } from "./stack.ts";

/** Pages of a shop that lie on a host of their own, with the real tag and the real Worker behind. */
export interface ShopPages {
  origin: string;
  /** By path; the query does not matter. `%TAG%` stands for the tag's script element. */
  pages: Map<string, string>;
  close(): Promise<void>;
}

/** Serves pages that a test writes, on a host of their own; `tag` stands for `%TAG%` in them. */
export async function servePages(tag = ""): Promise<ShopPages> {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const page = pages.get(pathname);
    if (page === undefined) response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
    else
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end(page.replace("%TAG%", tag));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    pages,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Serves pages, and lets the demo shop's Worker take events from them. */
export async function startShopPages(stack: Stack, attributes = ""): Promise<ShopPages> {
  const tag = `<script async src="${stack.origin}/okaeri.js" data-key="pk_demo" ${attributes}></script>`;
  const shop = await servePages(tag);
  await fetch(`${stack.origin}/v1/settings`, {
    method: "PUT",
    headers: { authorization: "Bearer sk_demo", "content-type": "application/json" },
    body: JSON.stringify({ origins: [shop.origin], own_domains: ["localhost"] }),
  });
  return shop;
}
