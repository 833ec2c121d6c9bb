import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type BatchReply, type Consent, Want } from "../../worker/wire/batch.ts";
import type { Decision } from "../../worker/wire/decision.ts";
import type { Event } from "../../worker/wire/event.ts";

export interface ReceivedBatch {
  visitor: string | null;
  session?: string;
  consent: Consent;
  events: Event[];
  want: Want[];
  /** The request's Content-Type. */
  type: string;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** Held back for so long, in ms. */
  delay?: number;
}

export interface Endpoint {
  origin: string;
  /** What arrived, refused requests included, in the order of arrival. */
  batches: ReceivedBatch[];
  /** Pages by path; the query does not matter. */
  pages: Map<string, string>;
  /** Headers that go with every page. */
  pageHeaders: Record<string, string>;
  /** What the next requests are told; 200 when nothing is said. */
  answer: (batch: ReceivedBatch) => Answer;
  /** What each slot is filled with. */
  decide: (want: Want) => Decision | undefined;
  /** What each reply says beside results and decisions. */
  told: Partial<BatchReply>;
  /** Resolves with all events of this name once there are `count` of them. */
  arrived(name: string, count?: number): Promise<Event[]>;
  reset(): void;
  close(): Promise<void>;
}

const DIST = new URL("../../sdk/dist/", import.meta.url);
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="3"/></svg>`;
const PATIENCE_MS = 8000;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

/** A small stand-in for the Worker: it serves pages and the tag, and keeps what the tag sends. */
export async function startEndpoint(): Promise<Endpoint> {
  const waiting = new Set<() => void>();

  const sockets = new Set<Duplex>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/v1/events") {
      const type = request.headers["content-type"] ?? "";
      const batch: ReceivedBatch = { ...JSON.parse(await bodyOf(request)), type };
      endpoint.batches.push(batch);
      for (const check of waiting) check();
      const { status = 200, headers = {}, delay = 0 } = endpoint.answer(batch);
      if (delay) await new Promise((later) => setTimeout(later, delay));
      // As the Worker reads them.
      const decisions = batch.want.flatMap((said) => {
        const want = Want.parse(said);
        const decision = endpoint.decide(want);
        return decision ? [[want.slot, decision] as const] : [];
      });
      const reply: BatchReply = {
        results: batch.events.map(({ id }) => ({ id, status: "accepted" })),
        intent: null,
        decisions: Object.fromEntries(decisions),
        notices: [],
        canonical: null,
        session: null,
        ...endpoint.told,
      };
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(reply));
    } else if (/^\/okaeri(-live|-debug)?\.js$/.test(pathname)) {
      response.writeHead(200, { "content-type": "text/javascript" });
      response.end(await readFile(new URL(`.${pathname}`, DIST)));
    } else if (pathname.endsWith(".svg")) {
      response.writeHead(200, { "content-type": "image/svg+xml" }).end(PICTURE);
    } else if (endpoint.pages.has(pathname)) {
      response.writeHead(200, { "content-type": "text/html", ...endpoint.pageHeaders });
      response.end(endpoint.pages.get(pathname));
    } else {
      response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
    }
  });
  // A live connection on which nothing is ever said (RFC 6455 §4.2.2).
  server.on("upgrade", ({ headers }, socket) => {
    const key = `${headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    const lines = ["Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${accept}`];
    socket.on("error", () => socket.destroy());
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("\r\n")}\r\n\r\n`);
    sockets.add(socket);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;

  const named = (name: string) =>
    endpoint.batches.flatMap(({ events }) => events).filter((event) => event.name === name);

  const endpoint: Endpoint = {
    origin: `http://localhost:${port}`,
    batches: [],
    pages: new Map(),
    pageHeaders: {},
    answer: () => ({}),
    decide: () => undefined,
    told: {},

    arrived: (name, count = 1) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const events = named(name);
          if (events.length < count) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(events);
        };
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`${named(name).length} of ${count} ${name} arrived`));
        }, PATIENCE_MS);
        waiting.add(check);
        check();
      }),

    reset() {
      endpoint.batches.length = 0;
      endpoint.pages.clear();
      endpoint.pageHeaders = {};
      endpoint.answer = () => ({});
      endpoint.decide = () => undefined;
      endpoint.told = {};
    },

    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return endpoint;
}
