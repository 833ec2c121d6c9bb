import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { catalogueStub, personStub } from "../edge/stubs.ts";
import { Watch } from "../wire/live.ts";
import { type AppEnv, callerOf, type Ctx } from "./context.ts";

/**
 * `GET /v1/live?visitor=&items=a,b,c&unheard=`: a WebSocket that says when one of at most 10 items has
 * another price or stock. Key and origin are checked here, since browsers let any page open a socket.
 */
export const live = new Hono<AppEnv>().get("/", async (c) => {
  const { shop, now } = await callerOf(c, "any", "events:write");
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
    throw new ProblemError(426, "A WebSocket is needed", "ask with Upgrade: websocket", {
      headers: { upgrade: "websocket" },
    });
  const { visitor, unheard, items: asked } = parseWatch(c);
  const items = asked ?? (await callObject(() => personStub(c.env, shop, visitor).watched()));
  const webSocket =
    items.length === 0
      ? closedSocket("nothing to watch")
      : await listen(c, shop, { visitor, items, since: now - unheard });
  return new Response(null, { status: 101, webSocket });
});

function parseWatch(c: Ctx): Watch {
  const { visitor, items, unheard } = c.req.query();
  const ids = items === undefined ? undefined : [...new Set(items.split(","))];
  const parsed = Watch.safeParse({ visitor, items: ids, unheard });
  if (parsed.success) return parsed.data;
  throw new ProblemError(422, "Not items that can be watched", undefined, {
    errors: pointersOf(parsed.error.issues),
  });
}

interface Listener {
  visitor: string;
  items: string[];
  /** Epoch ms. */
  since: number;
}

async function listen(c: Ctx, shop: string, { visitor, items, since }: Listener) {
  const query = new URLSearchParams({ visitor, since: String(since) });
  for (const item of items) query.append("item", item);
  const { webSocket } = await catalogueStub(c.env, shop).fetch(`https://catalogue/?${query}`, {
    headers: { upgrade: "websocket" },
  });
  if (webSocket !== null) return webSocket;
  throw new ProblemError(503, "Too many open pages", "ask again later", {
    headers: { "retry-after": "60" },
  });
}

/** A refusal that says why: of one before the handshake a page learns nothing, and its console does. */
function closedSocket(reason: string): WebSocket {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.close(1000, reason);
  return client;
}
