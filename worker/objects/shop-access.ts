import { DurableObject } from "cloudflare:workers";
import {
  endingAt,
  forgotten,
  isGood,
  type KeyRow,
  mayRedeem,
  type User,
  type UserSession,
} from "../core/access/index.ts";
import type { Deed } from "../edge/audit.ts";
import type { Env } from "../edge/env.ts";
import { AccessStore } from "../storage/access-store.ts";
import { type AuditRow, AuditStore } from "../storage/audit-store.ts";
import { migrate } from "../storage/migrate.ts";
import { SHOP_STEPS, ShopStore } from "../storage/shop-store.ts";
import type { ShopStatus } from "../wire/shop.ts";
import type { Role } from "../wire/scope.ts";

const DAY = 86_400_000;
/** 25 months. */
const AUDIT_KEPT_FOR = 761 * DAY;
const MAX_KEYS = 100;
const MAX_USERS = 100;

/** All that decides who may do what in a shop. */
export interface AccessList {
  status: ShopStatus;
  keys: KeyRow[];
  users: { email: string; role: Role }[];
  sessions: UserSession[];
}

/** A one-time link as it is redeemed: the user it was made for, and the hash of its token. */
export interface Redeeming {
  email: string;
  hash: string;
  /** Of the session that it opens. */
  session: string;
  until: number;
  now: number;
}

/** A shop's keys, users and audit log. Each change is one commit with the row that tells of it. */
export abstract class ShopAccess extends DurableObject<Env> {
  protected readonly store: ShopStore;
  readonly #access: AccessStore;
  readonly #audit: AuditStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, SHOP_STEPS);
    this.store = new ShopStore(ctx.storage.sql);
    this.#access = new AccessStore(ctx.storage.sql);
    this.#audit = new AuditStore(ctx.storage.sql);
  }

  access(): AccessList {
    return {
      status: this.store.status() ?? "active",
      keys: this.#access.keys(),
      users: this.#access.users().map(({ email, role }) => ({ email, role })),
      sessions: this.#access.sessions(),
    };
  }

  /** Makes the shop with its first keys; false when it was made before. */
  open(keys: readonly KeyRow[], deed: Deed): boolean {
    if (this.store.status() !== null) return false;
    this.store.putStatus("active");
    for (const key of keys) this.#access.putKey(key);
    this.audit(deed);
    return true;
  }

  /** Opens or shuts the shop to all its keys; false when it is closed for good, and is to be opened. */
  setStatus(status: ShopStatus, deed: Deed): boolean {
    const before = this.store.status() ?? "active";
    if (before === "closed") return status === "closed";
    this.store.putStatus(status);
    this.audit({ ...deed, changes: { status: [before, status] } });
    return true;
  }

  /** Adds a key; false when there are too many that are still good. */
  addKey(key: KeyRow, deed: Deed): boolean {
    if (this.#countGood(deed.at) >= MAX_KEYS) return false;
    this.#putKey(key, deed.at);
    this.audit(deed);
    return true;
  }

  /**
   * Puts `next` beside a key, which ends at `until` (epoch ms); `gone` when it has ended already, `full`
   * when there are too many that are still good: each key may have one beside it.
   */
  rotateKey(id: string, next: KeyRow, until: number, deed: Deed): "rotated" | "gone" | "full" {
    const key = this.#goodKey(id, deed.at);
    if (key === undefined) return "gone";
    if (this.#countGood(deed.at) >= 2 * MAX_KEYS) return "full";
    this.#access.putKey(endingAt(key, until));
    this.#putKey(next, deed.at);
    this.audit(deed);
    return "rotated";
  }

  /** Ends a key now; false when there is none that is good. */
  revokeKey(id: string, deed: Deed): boolean {
    const key = this.#goodKey(id, deed.at);
    if (key === undefined) return false;
    this.#access.putKey(endingAt(key, deed.at));
    this.audit(deed);
    return true;
  }

  /** Notes that a key was used; one of the deployment's command is listed from its first use on. */
  noteUse(used: KeyRow): void {
    const known = this.#access.keys().find(({ id }) => id === used.id);
    if (known !== undefined && (known.used ?? 0) >= (used.used ?? 0)) return;
    this.#access.putKey({ ...(known ?? used), used: used.used });
  }

  #putKey(key: KeyRow, now: number): void {
    for (const { id } of forgotten(this.#access.keys(), now)) this.#access.dropKey(id);
    this.#access.putKey(key);
  }

  #countGood(now: number): number {
    return this.#access.keys().filter((key) => isGood(key, now)).length;
  }

  #goodKey(id: string, now: number): KeyRow | undefined {
    return this.#access.keys().find((key) => key.id === id && isGood(key, now));
  }

  /** All users, by e-mail, and all sessions. */
  users(): { users: User[]; sessions: UserSession[] } {
    return { users: this.#access.users(), sessions: this.#access.sessions() };
  }

  /** All keys. */
  keys(): KeyRow[] {
    return this.#access.keys();
  }

  /** Adds a user; false when they are one already, or there are too many. */
  addUser(user: User, deed: Deed): boolean {
    const users = this.#access.users();
    if (users.length >= MAX_USERS || users.some(({ email }) => email === user.email)) return false;
    this.#access.putUser(user);
    this.audit(deed);
    return true;
  }

  /** Changes a user; false when there is none. A new link takes the place of the one before. */
  changeUser(email: string, change: Partial<Pick<User, "role" | "link">>, deed: Deed): boolean {
    const user = this.#access.users().find((known) => known.email === email);
    if (user === undefined) return false;
    this.#access.putUser({ ...user, ...change });
    const isNewRole = change.role !== undefined;
    this.audit({ ...deed, ...(isNewRole && { changes: { role: [user.role, change.role] } }) });
    return true;
  }

  /** Takes a user out and signs them out everywhere; false when there is none. */
  removeUser(email: string, deed: Deed): boolean {
    if (!this.#access.users().some((user) => user.email === email)) return false;
    this.#access.dropUser(email);
    this.audit(deed);
    return true;
  }

  /** Signs a user out everywhere; false when there is none such. */
  endSessions(email: string, deed: Deed): boolean {
    if (!this.#access.users().some((known) => known.email === email)) return false;
    this.#access.dropSessionsOf(email);
    this.audit(deed);
    return true;
  }

  /** Redeems a link, which is good once; false when it is not good. */
  signIn({ email, hash, session, until, now }: Redeeming): boolean {
    const user = this.#access.users().find((known) => known.email === email);
    if (user === undefined || !mayRedeem(user, hash, now)) return false;
    this.#access.putUser({ ...user, link: null });
    this.#access.putSession({ id: session, email, until }, now);
    this.audit({ who: email, action: "user.signed_in", subject: email, at: now });
    return true;
  }

  signOut(session: string): void {
    this.#access.dropSession(session);
  }

  audit({ who, action, subject, at, changes = {} }: Deed): void {
    const row = { at, who, action, subject, changes: JSON.stringify(changes) };
    this.#audit.add(row, at - AUDIT_KEPT_FOR);
  }

  /** At most `limit` rows of the audit log below row `before`, the latest first. */
  audited(before: number | null, limit: number): (AuditRow & { seq: number })[] {
    return this.#audit.list(before, limit);
  }
}
