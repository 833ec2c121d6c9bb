import type { Env } from "./env.ts";

/** Types of what the demo shop and the tag consist of. */
const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  map: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  webp: "image/webp",
  ico: "image/x-icon",
  txt: "text/plain; charset=utf-8",
  xml: "application/xml",
  woff2: "font/woff2",
};

/**
 * A static file. Cloudflare's assets know content types, directories and ETags. workerd's disk
 * service knows none of it (and lists folders, and takes PUT), so it is only ever asked for a file by
 * GET, and what it lacks is added here.
 */
export async function serveAsset(env: Env, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname;
  const type = TYPES[path.slice(path.lastIndexOf(".") + 1)];
  if (type === undefined) return directoryOrMissing(env, url);

  const file = await env.ASSETS.fetch(`http://assets${path}`);
  if (!file.ok) return notFound(env);
  const etag = file.headers.get("etag") ?? `W/"${file.headers.get("last-modified") ?? ""}"`;
  const headers = {
    "content-type": type,
    "x-content-type-options": "nosniff",
    // Pages of other hosts load the tag by its hash, which browsers check only of what they may read.
    "access-control-allow-origin": "*",
    etag,
    "cache-control": "no-cache",
  };
  if (request.headers.get("if-none-match") === etag) {
    await file.body?.cancel();
    return new Response(null, { status: 304, headers });
  }
  return new Response(file.body, { headers });
}

/**
 * `/cart` is `/cart/` where there is such a page. Told without scheme and host, which a proxy in front
 * may have changed; of the leading slashes one stays, since two would name another host.
 */
async function directoryOrMissing(env: Env, url: URL): Promise<Response> {
  const page = await env.ASSETS.fetch(`http://assets${url.pathname}/index.html`);
  await page.body?.cancel();
  if (!page.ok) return notFound(env);
  const location = `${url.pathname.replace(/^\/+/, "/")}/${url.search}`;
  return new Response(null, { status: 301, headers: { location } });
}

async function notFound(env: Env): Promise<Response> {
  const page = await env.ASSETS.fetch("http://assets/404.html");
  const headers = { "content-type": page.ok ? TYPES.html! : TYPES.txt! };
  return new Response(page.ok ? page.body : "Not found", { status: 404, headers });
}
