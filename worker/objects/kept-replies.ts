import { type Done, type KeptReply, RepliesStore } from "../storage/replies-store.ts";

const KEPT_FOR_MS = 86_400_000;
const MAX_KEPT = 10_000;
/** A request that has not ended by then died with its Worker, and its key is free again. */
const UNDER_WAY_MS = 300_000;

/** A shop's idempotency keys: the first request has one, and others get to know what came of it. */
export class KeptReplies {
  readonly #store: RepliesStore;

  constructor(sql: SqlStorage) {
    this.#store = new RepliesStore(sql);
  }

  /** Null when the key is the caller's from now on, who is `owner`; else what there is of it. */
  claim(key: string, owner: string, now: number): KeptReply | null {
    this.tidy(now);
    const kept = this.#store.get(key);
    if (kept !== null && kept.owner !== owner && !isGivenUp(kept, now)) return kept;
    this.#store.begin(key, owner, now);
    return null;
  }

  /** Keeps what came of a request; null when that is nothing to keep, and the key is free. */
  settle(key: string, owner: string, done: Done | null): void {
    if (done === null) this.#store.drop(key, owner);
    else this.#store.keep(key, owner, done);
  }

  /** Forgets what is too old. */
  tidy(now: number): void {
    this.#store.tidy(now - KEPT_FOR_MS, MAX_KEPT - 1);
  }

  /** See `RepliesStore.forgetPersonal`. */
  forgetPersonal(): number {
    return this.#store.forgetPersonal();
  }
}

const isGivenUp = ({ at, request }: KeptReply, now: number): boolean =>
  request === null && now - at > UNDER_WAY_MS;
