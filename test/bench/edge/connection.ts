import { connect, type Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

const BROWSER = "Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0";

/**
 * One kept-alive HTTP/1.1 connection that sends a request when the one before is answered. It reads no
 * more of a reply than its status and length, so that the client costs a fraction of what it measures.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #host: string;
  #received: Buffer = Buffer.alloc(0);
  #answered: ((body: string) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  constructor(origin: string) {
    const { hostname, port, host } = new URL(origin);
    this.#host = host;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on("data", (data) => this.#read(data));
    this.#socket.on("error", (error) => this.#failed?.(error));
    this.#socket.on("close", () => this.#failed?.(new Error("the connection was closed")));
  }

  /** The reply's body; throws for any status but 200. */
  post(path: string, body: string): Promise<string> {
    const length = Buffer.byteLength(body);
    const head = [
      `POST ${path} HTTP/1.1`,
      `host: ${this.#host}`,
      `user-agent: ${BROWSER}`,
      "content-type: text/plain",
      `content-length: ${length}`,
    ].join("\r\n");
    return new Promise((resolve, reject) => {
      [this.#answered, this.#failed] = [resolve, reject];
      this.#socket.write(`${head}\r\n\r\n${body}`);
    });
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }

  #read(data: Buffer): void {
    this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data]);
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.#received.toString("latin1", 0, headEnd);
    const length = /content-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.#failed?.(new Error(`no length in ${head}`));
    const from = headEnd + HEAD_END.length;
    if (this.#received.length < from + Number(length)) return;
    const body = this.#received.toString("utf8", from);
    this.#received = Buffer.alloc(0);
    if (head.startsWith("HTTP/1.1 200")) this.#answered?.(body);
    else this.#failed?.(new Error(`${head.split("\r\n", 1)[0]}: ${body}`));
  }
}
