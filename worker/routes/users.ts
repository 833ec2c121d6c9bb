import { Hono } from "hono";
import { changesBetween, type User as UserRow, type UserSession } from "../core/access/index.ts";
import { forgetAccess } from "../edge/access-list.ts";
import { callObject } from "../edge/call.ts";
import { publicOrigin } from "../edge/own-host.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { newLink } from "../edge/sign-in-link.ts";
import { shopStub } from "../edge/stubs.ts";
import {
  Email,
  type LinkReply,
  RoleBody,
  type User,
  UserBody,
  type UsersReply,
} from "../wire/user.ts";
import { type AppEnv, type Caller, callerOf, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 2_000;

/**
 * Users of the console. `GET /v1/users` lists them, `POST /v1/users` adds one and answers with the link
 * that signs them in, which is for the caller to pass on: no mail is sent. `POST /v1/users/{email}/link`
 * makes another, `PUT /v1/users/{email}` changes their role, `DELETE /v1/users/{email}/sessions` signs
 * them out everywhere, and `DELETE /v1/users/{email}` takes them out.
 */
export const users = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { shop } = await callerOf(c, "sk", "admin");
    const { users: rows, sessions } = await callObject(() => shopStub(c.env, shop).users());
    return c.json({ users: rows.map((row) => userOf(row, sessions)) } satisfies UsersReply);
  })
  .post("/", async (c) => {
    const caller = await callerOf(c, "sk", "admin");
    const body = UserBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notAUser(body.error.issues);
    const { email, role } = body.data;
    const { reply, link } = await linkFor(c, caller, email);
    const user = { email, role, added: caller.now, link };
    const deed = { ...deedOf(caller, "user.added", email), changes: changesBetween({}, { role }) };
    if (!(await callObject(() => shopStub(c.env, caller.shop).addUser(user, deed))))
      throw new ProblemError(409, "Not added", "they are a user already, or there are 100");
    forgetAccess(caller.shop);
    return c.json(reply, 201);
  })
  .post("/:email/link", async (c) => {
    const caller = await callerOf(c, "sk", "admin");
    const email = emailOf(c);
    const { reply, link } = await linkFor(c, caller, email);
    await change(c, caller, email, { link }, "user.invited");
    return c.json(reply, 201);
  })
  .put("/:email", async (c) => {
    const caller = await callerOf(c, "sk", "admin");
    const body = RoleBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notAUser(body.error.issues);
    await change(c, caller, emailOf(c), body.data, "user.changed");
    return c.body(null, 204);
  })
  .delete("/:email/sessions", async (c) => {
    const caller = await callerOf(c, "sk", "admin");
    const email = emailOf(c);
    const deed = deedOf(caller, "user.signed_out", email);
    if (!(await callObject(() => shopStub(c.env, caller.shop).endSessions(email, deed))))
      throw unknown();
    forgetAccess(caller.shop);
    return c.body(null, 204);
  })
  .delete("/:email", async (c) => {
    const caller = await callerOf(c, "sk", "admin");
    const email = emailOf(c);
    const deed = deedOf(caller, "user.removed", email);
    if (!(await callObject(() => shopStub(c.env, caller.shop).removeUser(email, deed))))
      throw unknown();
    forgetAccess(caller.shop);
    return c.body(null, 204);
  });

/** Links are good by the real clock, as sessions are. */
async function linkFor(c: Ctx, { shop }: Caller, email: string) {
  const { href, link } = await newLink(c.env, publicOrigin(c.req.raw), { shop, email }, Date.now());
  const until = new Date(link.until).toISOString();
  return { reply: { email, link: href, until } satisfies LinkReply, link };
}

async function change(
  c: Ctx,
  caller: Caller,
  email: string,
  to: Partial<Pick<UserRow, "role" | "link">>,
  action: string,
): Promise<void> {
  const deed = deedOf(caller, action, email);
  if (!(await callObject(() => shopStub(c.env, caller.shop).changeUser(email, to, deed))))
    throw unknown();
  forgetAccess(caller.shop);
}

const deedOf = ({ who, now }: Caller, action: string, subject: string) => ({
  who,
  action,
  subject,
  at: now,
});

const userOf = ({ email, role, added, link }: UserRow, sessions: readonly UserSession[]): User => {
  const now = Date.now();
  return {
    email,
    role,
    added: new Date(added).toISOString(),
    sessions: sessions.filter((session) => session.email === email && session.until > now).length,
    invited_until: link !== null && link.until > now ? new Date(link.until).toISOString() : null,
  };
};

function emailOf(c: Ctx): string {
  const email = Email.safeParse(c.req.param("email"));
  if (email.success) return email.data;
  throw unknown();
}

const notAUser = (issues: Parameters<typeof pointersOf>[0]) =>
  new ProblemError(422, "Not a user", undefined, { errors: pointersOf(issues) });

const unknown = () => new ProblemError(404, "No such user", "see GET /v1/users");
