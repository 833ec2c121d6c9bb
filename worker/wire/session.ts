import * as z from "zod";

/** The body of `POST /v1/session`: a secret key signs its shop's console in. */
export const SignIn = z.object({ key: z.string().min(1).max(200) });

/** The reply to `GET` and `POST /v1/session`. */
export interface SessionReply {
  shop: string;
  /** ISO 8601: until then the console is signed in. */
  until: string;
}
