import type { Result, Router } from "hono/router";
import { TrieRouter } from "hono/router/trie-router";

/**
 * Hono's router that takes any pattern, with what it found for paths without parameters kept: there are
 * as many of those as routes, and the one of every page is asked for all the time.
 */
export class FixedPaths<T> implements Router<T> {
  readonly name = "FixedPaths";
  readonly #router = new TrieRouter<T>();
  readonly #fixed = new Set<string>();
  readonly #found = new Map<string, Result<T>>();

  add(method: string, path: string, handler: T): void {
    this.#router.add(method, path, handler);
    if (!/[:*?]/.test(path)) this.#fixed.add(path);
    this.#found.clear();
  }

  match(method: string, path: string): Result<T> {
    if (!this.#fixed.has(path)) return this.#router.match(method, path);
    const key = `${method} ${path}`;
    let found = this.#found.get(key);
    if (found === undefined) this.#found.set(key, (found = this.#router.match(method, path)));
    return found;
  }
}
