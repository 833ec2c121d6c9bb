import type { Role } from "../../wire/scope.ts";

/** A user of a shop's console. Times are epoch ms. */
export interface User {
  /** In lower case. */
  email: string;
  role: Role;
  added: number;
  /** The link that signs them in once: the SHA-256 of its token, and until when it is good. */
  link: { hash: string; until: number } | null;
}

/** A browser in which a user is signed in. */
export interface UserSession {
  id: string;
  email: string;
  /** Epoch ms. */
  until: number;
}

/** Whether what somebody holds is the link that was made for this user last. */
export const mayRedeem = ({ link }: User, hash: string, now: number): boolean =>
  link !== null && link.hash === hash && link.until > now;
