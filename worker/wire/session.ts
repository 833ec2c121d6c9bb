import * as z from "zod";
import { Scope } from "./scope.ts";

/** The body of `POST /v1/session`: a secret key, or the link that a user was given, signs the console in. */
export const SignIn = z
  .object({ key: z.string().min(1).max(200) })
  .or(z.object({ link: z.string().min(1).max(1_000) }));

/** The reply to `GET` and `POST /v1/session`. */
export const SessionReply = z.object({
  shop: z.string(),
  who: z.string().describe("The user's e-mail, or the key's label and id."),
  scopes: z.array(Scope),
  until: z.iso.datetime().describe("Until then the console is signed in."),
  visitor: z
    .string()
    .nullable()
    .describe("The shop's visitor in this browser, where the Worker's own cookie tells."),
});
export type SessionReply = z.infer<typeof SessionReply>;
