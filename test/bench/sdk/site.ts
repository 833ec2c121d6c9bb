import { readFile } from "node:fs/promises";
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { startEndpoint, type Endpoint } from "../../e2e/endpoint.ts";
import { bundleOf } from "./bundle.ts";

/** One request that is neither for a page nor for a script: what a tracker sent. */
export interface Arrival {
  /** `performance.now()` of this process at the request's end, in ms. */
  at: number;
  method: string;
  /** Path with the query. */
  url: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

export interface Site {
  /** `http://localhost:<port>`, where the shop is. */
  origin: string;
  /** The same server by another name: another site. */
  elsewhere: string;
  /** Pages by path; the query does not matter. */
  pages: Map<string, string>;
  /** All that trackers sent, in the order of arrival; ours is at `endpoint.batches` too. */
  arrivals: Arrival[];
  /** Answers the tag: what it is told can be set here (429, decisions, …). */
  endpoint: Endpoint;
  /** Cuts the network: open connections break, new ones are refused. */
  cut(): Promise<void>;
  /** The same port answers again. */
  mend(): Promise<void>;
  reset(): void;
  close(): Promise<void>;
}

/** Today's build of the tag, or the one that `OKAERI_TAG` names. */
export const TAG_FILE =
  process.env.OKAERI_TAG ?? new URL("../../../sdk/dist/okaeri.js", import.meta.url).pathname;

/** What any of the peers takes for a success: Amplitude reads `code`, Counterscale `ht`. */
const THANKS = JSON.stringify({ status: 1, code: 200, ht: 1 });

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * A shop on one port of this machine, in front of the end-to-end tests' stand-in for the Worker. It
 * serves pages, the tag at `/okaeri.js` and a peer's bundle at `/peers/<name>.js`, and takes and
 * keeps whatever is sent to any other path.
 */
export async function startSite(): Promise<Site> {
  const endpoint = await startEndpoint();
  const sockets = new Set<Socket>();

  /** Passes the tag's batches on, answers and delays included. */
  const passOn = ({ method, url, headers }: Arrival, body: Buffer, response: ServerResponse) =>
    forward(new URL(url, endpoint.origin), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }).end(body);

  const server = createServer(async (request, response) => {
    const { url = "/", method = "GET", headers } = request;
    const { pathname } = new URL(url, "http://localhost");
    const answer = (type: string, content: string | Buffer) =>
      response.writeHead(200, { "content-type": type }).end(content);

    const peer = /^\/peers\/(\w+)\.js$/.exec(pathname)?.[1];
    if (pathname === "/okaeri.js") answer("text/javascript", await readFile(TAG_FILE));
    else if (peer) answer("text/javascript", await bundleOf(peer));
    else if (site.pages.has(pathname))
      answer("text/html; charset=utf-8", site.pages.get(pathname)!);
    else if (pathname === "/favicon.ico") response.writeHead(204).end();
    else {
      const body = await bodyOf(request);
      const arrival = { at: performance.now(), method, url, headers, body };
      site.arrivals.push(arrival);
      if (pathname === "/v1/events") passOn(arrival, body, response);
      else answer("application/json", THANKS);
    }
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  const site: Site = {
    origin: `http://localhost:${port}`,
    elsewhere: `http://127.0.0.1:${port}`,
    pages: new Map(),
    arrivals: [],
    endpoint,

    async cut() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: () => listen(port),

    reset() {
      site.arrivals.length = 0;
      site.pages.clear();
      endpoint.reset();
    },
    async close() {
      if (server.listening) await site.cut();
      await endpoint.close();
    },
  };
  return site;
}
