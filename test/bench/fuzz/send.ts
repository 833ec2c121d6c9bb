import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import type { Asked } from "./requests.ts";

/** A server that says nothing for so long hangs. */
const HANGS_AFTER_MS = 10_000;
/** Of long replies, such as exports, the client reads the beginning and goes away. */
const MAX_READ = 256_000;

export interface Answer {
  /** 0 where the connection ended without an answer, -1 where nothing came in time. */
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const NONE = { headers: {}, body: Buffer.alloc(0) };

/** Sends requests on kept-alive connections. */
export class Client {
  readonly #agent: Agent;
  readonly #origin: string;

  constructor(origin: string, lanes: number) {
    this.#origin = origin;
    this.#agent = new Agent({ keepAlive: true, maxSockets: lanes });
  }

  /** Null for a request that was cut off on purpose. */
  async send(asked: Asked): Promise<Answer | null> {
    const first = await this.#once(asked);
    // A server may close an idle connection just as the next request comes along it.
    return first === "stale" ? this.#final(asked) : first;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #final(asked: Asked): Promise<Answer | null> {
    const last = await this.#once({ ...asked, headers: { ...asked.headers, connection: "close" } });
    return last === "stale" ? { status: 0, ...NONE } : last;
  }

  #once({ method, path, headers, body, isCut }: Asked): Promise<Answer | "stale" | null> {
    const { hostname, port } = new URL(this.#origin);
    const length: Record<string, string> =
      body === null ? {} : { "content-length": String(body.length + (isCut ? 100 : 0)) };
    return new Promise((resolve) => {
      const sent = request({
        host: hostname,
        port,
        agent: this.#agent,
        method,
        path: path.replaceAll(/[^\u0021-\u007e]/g, encodeURIComponent),
        headers: { ...headers, ...length },
      });
      const timer = setTimeout(() => {
        resolve({ status: -1, ...NONE });
        sent.destroy();
      }, HANGS_AFTER_MS);
      const end = (answer: Answer | "stale" | null) => {
        clearTimeout(timer);
        resolve(answer);
      };
      sent.on("response", (reply) => read(reply, end));
      sent.on("upgrade", (reply, socket) => {
        socket.destroy();
        end({ status: 101, headers: reply.headers, body: NONE.body });
      });
      sent.on("error", () => end("stale"));
      if (!isCut) return sent.end(body ?? undefined);
      sent.write(body);
      setTimeout(() => {
        end(null);
        sent.destroy();
      }, 5);
    });
  }
}

function read(reply: IncomingMessage, end: (answer: Answer) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const done = () => {
    const { statusCode: status = 0, headers } = reply;
    end({ status, headers, body: Buffer.concat(chunks) });
  };
  reply.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= MAX_READ) return;
    done();
    reply.destroy();
  });
  reply.on("end", done);
  reply.on("error", done);
}
