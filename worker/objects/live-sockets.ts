import { hashId } from "../core/visit/index.ts";
import type { LiveMessage } from "../wire/live.ts";

/** Tabs of one visitor that may listen; a hidden tab does not. */
const MAX_OF_VISITOR = 4;
/** The platform holds 32 768 of one object. */
const MAX_OF_SHOP = 20_000;

/**
 * The sockets of open pages, tagged with the items that each page's visitor has looked at: at most 10,
 * as many as the platform takes tags, and by their hashes, since a tag has at most 256 bytes. They
 * sleep with the object: what is in memory can be read off the sockets again.
 */
export class LiveSockets {
  readonly #ctx: DurableObjectState;
  /** Open sockets of each visitor, oldest first; null until somebody comes after a sleep. */
  #byVisitor: Map<string, Set<WebSocket>> | null = null;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    // Answered without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Takes a page's socket; false when the shop has no room. Of one visitor's the oldest gives way. */
  accept(socket: WebSocket, visitor: string, items: readonly string[]): boolean {
    if (this.#ctx.getWebSockets().length >= MAX_OF_SHOP) return false;
    const own = this.#socketsOf(visitor);
    const [oldest] = own;
    if (own.size >= MAX_OF_VISITOR && oldest !== undefined) {
      own.delete(oldest);
      oldest.close(1008, "too many pages");
    }
    this.#ctx.acceptWebSocket(socket, items.map(hashId));
    socket.serializeAttachment(visitor);
    own.add(socket);
    return true;
  }

  /** Tells each page which of its items have changed. */
  tell(changed: readonly string[], version: number): void {
    if (this.#ctx.getWebSockets().length === 0) return;
    const told = new Map<WebSocket, string[]>();
    for (const item of changed)
      for (const socket of this.#ctx.getWebSockets(hashId(item))) {
        const items = told.get(socket) ?? [];
        if (items.push(item) === 1) told.set(socket, items);
      }
    for (const [socket, items] of told) this.tellOne(socket, items, version);
  }

  tellOne(socket: WebSocket, changed: string[], version: number): void {
    socket.send(JSON.stringify({ changed, version } satisfies LiveMessage));
  }

  /** After a socket has closed. */
  drop(socket: WebSocket): void {
    const visitor = socket.deserializeAttachment() as string;
    const own = this.#byVisitor?.get(visitor);
    own?.delete(socket);
    if (own?.size === 0) this.#byVisitor?.delete(visitor);
  }

  /** Closes what a visitor's pages listen on. */
  close(visitor: string): void {
    for (const socket of this.#socketsOf(visitor)) socket.close(1000, "nobody is known any more");
    this.#byVisitor?.delete(visitor);
  }

  #socketsOf(visitor: string): Set<WebSocket> {
    if (this.#byVisitor === null) {
      this.#byVisitor = new Map();
      for (const socket of this.#ctx.getWebSockets())
        this.#socketsOf(socket.deserializeAttachment() as string).add(socket);
    }
    let own = this.#byVisitor.get(visitor);
    if (own === undefined) this.#byVisitor.set(visitor, (own = new Set()));
    return own;
  }
}
