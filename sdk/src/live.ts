import type { LiveMessage } from "../../worker/wire/live.ts";
import type { Okaeri } from "./types.ts";
import { make } from "./recs/make.ts";

// Loaded by the tag on need: the debug overlay, and what keeps an open page up to date. A WebSocket
// says that something has changed which this visitor looked at; the tag then asks what to tell.

/** `okaeri-live.js?key=pk_…`, beside the other scripts. */
const own = (document.currentScript as HTMLScriptElement).src;
const { okaeri } = window as unknown as { okaeri: Okaeri };

/** Proxies drop a connection on which nothing is said for a minute or two. */
const PING_MS = 50_000;
const FIRST_WAIT_MS = 5_000;
/** In a row. */
const MAX_TRIES = 6;
/** All pages that show an item hear of it at once; they do not ask at once. */
const SPREAD_MS = 1_000;
/** How the Worker closes when it has nothing to say, and when it does not want to. */
const FINAL = new Set([1000, 1008]);

let socket: WebSocket | undefined;
/** Whose socket it is. */
let visitor: string | undefined;
/** When the page last heard from the Worker: at the latest when it was loaded. */
let heard = performance.timeOrigin;
let tries = 0;
/** A socket has come about: neither the page's policy nor a proxy forbids it. */
let works = false;
let refused = false;
/** Somebody else is here, or an item was looked at that the socket does not know. */
let stale = false;
let pings: ReturnType<typeof setInterval>;
let wait: ReturnType<typeof setTimeout>;

function readVisitor(): string | undefined {
  try {
    return JSON.parse(localStorage.okaeri).visitor;
  } catch {
    return;
  }
}

function close(): void {
  clearTimeout(wait);
  clearInterval(pings);
  socket?.close();
  socket = undefined;
}

function open(): void {
  visitor = readVisitor();
  // Nobody is there, or nobody may be known.
  if (socket || refused || document.hidden || !visitor) return;
  const address = new URL("v1/live", own);
  const unheard = `${Math.round(Date.now() - heard)}`;
  const key = new URL(own).searchParams.get("key")!;
  address.search = `${new URLSearchParams({ key, visitor, unheard })}`;
  try {
    socket = new WebSocket(address.href.replace("http", "ws"));
  } catch {
    refused = true;
    return;
  }
  listen(socket);
}

function listen(opening: WebSocket): void {
  opening.addEventListener("open", () => {
    works = true;
    pings = setInterval(() => opening.send("ping"), PING_MS);
  });
  opening.addEventListener("message", ({ data }) => {
    heard = Date.now();
    tries = 0;
    if (data === "pong") return;
    const { version }: LiveMessage = JSON.parse(data);
    setTimeout(() => okaeri.recommend({ slot: "news", version }), Math.random() * SPREAD_MS);
  });
  // Where a policy forbids it, Chromium says no more than this.
  opening.addEventListener("error", () => {
    if (socket === opening) refused = !works;
  });
  opening.addEventListener("close", ({ code }) => {
    // The page has closed it, and may have another.
    if (socket !== opening) return;
    close();
    if (!refused && !FINAL.has(code) && tries < MAX_TRIES)
      wait = setTimeout(open, FIRST_WAIT_MS * 2 ** tries++ * (0.5 + Math.random()));
  });
}

function look({ type }: Event): void {
  tries = 0;
  // `pagehide` comes while the page still counts as visible.
  if (document.hidden || type === "pagehide") close();
  else open();
}

if (/okaeri_debug/.test(location.search)) {
  const { href: src } = new URL("okaeri-debug.js", own);
  const integrity = OKAERI_DEBUG_INTEGRITY;
  document.head.append(make("script", "", { src, integrity, crossOrigin: "" }));
}

// In Firefox an open socket keeps a page out of the back/forward cache, even if it is closed in time.
if (!/Firefox/.test(navigator.userAgent)) {
  for (const type of ["pagehide", "pageshow", "visibilitychange"])
    addEventListener(type, look, true);
  okaeri.use({
    beforeSend({ name }) {
      const isOther = readVisitor() !== visitor;
      // The visitor may have withdrawn consent.
      if (isOther) close();
      stale ||= isOther || name === "view_item";
    },
    onReply() {
      if (!stale) return;
      stale = false;
      close();
      open();
    },
  });
  open();
}
