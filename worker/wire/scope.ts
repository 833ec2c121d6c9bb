import * as z from "zod";

/**
 * What a secret key may do. Publishable keys have `events:write`, which is all that a page does:
 * events in, and that visitor's own decisions out.
 */
export const SCOPES = [
  "events:write",
  "people:read",
  "people:write",
  "catalogue:write",
  "orders:write",
  "reports:read",
  "settings:write",
  "privacy",
  "outbound",
  "export",
  "admin",
] as const;
export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

/** What a publishable key may do. */
export const PAGE_SCOPES: readonly Scope[] = ["events:write"];

/** What a user of the console is: each can do what the one before can, and more. */
export const ROLES = ["viewer", "editor", "owner"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

const VIEWER: readonly Scope[] = ["reports:read", "people:read"];
const EDITOR: readonly Scope[] = [
  ...VIEWER,
  "events:write",
  "people:write",
  "catalogue:write",
  "orders:write",
  "settings:write",
  "outbound",
];

/** Keys, users, erasure and whole exports are the owner's alone. */
export const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: VIEWER,
  editor: EDITOR,
  owner: SCOPES,
};
