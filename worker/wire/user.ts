import * as z from "zod";
import { Role } from "./scope.ts";

/** An e-mail address, which is a user's name; case does not count. */
export const Email = z
  .string()
  .max(254)
  .transform((email) => email.trim().toLowerCase())
  .pipe(z.email("must be an e-mail address"));

/** The body of `POST /v1/users`. */
export const UserBody = z.object({ email: Email, role: Role });

/** The body of `PUT /v1/users/{email}`. */
export const RoleBody = z.object({ role: Role });

/** A user of the console. */
export const User = z.object({
  email: z.string(),
  role: Role,
  added: z.iso.datetime(),
  sessions: z.int().describe("Browsers in which they are signed in."),
  invited_until: z.iso
    .datetime()
    .nullable()
    .describe("Until when the link that was made for them signs them in."),
});
export type User = z.infer<typeof User>;

/** The reply to `GET /v1/users`, by e-mail. */
export const UsersReply = z.object({ users: z.array(User) });
export type UsersReply = z.infer<typeof UsersReply>;

/** The reply to `POST /v1/users` and `POST /v1/users/{email}/link`. */
export const LinkReply = z.object({
  email: z.string(),
  link: z.url().describe("Signs them in, once. It is not kept, and cannot be shown again."),
  until: z.iso.datetime(),
});
export type LinkReply = z.infer<typeof LinkReply>;
