import { Hono } from "hono";
import { customerRef } from "../core/customer/index.ts";
import { probabilityNow } from "../core/intent/index.ts";
import { audit } from "../edge/audit.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { readModel } from "../edge/shop-reads.ts";
import { directoryStub, personStub } from "../edge/stubs.ts";
import { stillArriving, tellProfile } from "../edge/tell-profile.ts";
import { CustomerId } from "../wire/identity.ts";
import type { PersonNow, PersonReply } from "../wire/person.ts";
import { MergeBody, type MergeReply, ProfileBody, type UnmergeReply } from "../wire/profile.ts";
import { ItemId, PersonId } from "../wire/text.ts";
import { type AppEnv, type Caller, callerOf, type Ctx, jsonBody } from "./context.ts";
import { pushPerson } from "./push.ts";

const MAX_BODY_BYTES = 100_000;

/**
 * People, for the shop's own servers. `GET /v1/people/{id}`: all that is known of a visitor, or of a
 * customer where no visitor has that id; `?item=` leaves of the timeline what touches it. The rest is
 * of customers, at `/v1/people/c/{customer}`.
 */
export const people = new Hono<AppEnv>()
  .get("/c/:customer", async (c) => {
    const caller = await callerOf(c, "sk", "people:read");
    return c.json(found(await read(c, caller, refOf(c.req.param("customer")))));
  })
  .put("/c/:customer", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "people:write");
    const person = refOf(c.req.param("customer"));
    const body = ProfileBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notA("profile", pointersOf(body.error.issues));
    const { fields, source, time } = body.data;
    const at = time === undefined ? now : Math.min(Date.parse(time), now);
    return c.json(await tellProfile(c.env, shop, { person, fields, source, at }, now));
  })
  .delete("/c/:customer/fields/:field", async (c) => {
    const { shop, who, now } = await callerOf(c, "sk", "people:write");
    const person = refOf(c.req.param("customer"));
    const field = c.req.param("field");
    const isErased = await callObject(() => personStub(c.env, shop, person).eraseField(field));
    if (!isErased) throw new ProblemError(404, "No such field", "nobody has said anything of it");
    await audit(c.env, shop, { who, action: "field.erased", subject: field, at: now });
    return c.body(null, 204);
  })
  .post("/c/:customer/merge", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "people:write");
    const to = refOf(c.req.param("customer"));
    const joining = { shop, person: await nameIn(c), to, now };
    const { person, joined } = await callObject(() => directoryStub(c.env, shop).join(joining));
    if (joined === "full")
      throw new ProblemError(409, "Too many records", "this person is of as many as one can be");
    if (joined === "arriving") throw stillArriving();
    return c.json({ person } satisfies MergeReply);
  })
  .post("/c/:customer/unmerge", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "people:write");
    const person = refOf(c.req.param("customer"));
    const name = await nameIn(c);
    const released = await callObject(() => personStub(c.env, shop, person).release(name, now));
    if (released === "arriving") throw stillArriving();
    if (released === "unknown")
      throw new ProblemError(404, "No such part", `nothing of ${name} has come into this person`);
    return c.json({ person, visitor: name } satisfies UnmergeReply);
  })
  .post("/c/:customer/push", (c) => pushPerson(c, refOf(c.req.param("customer"))))
  .post("/:id/push", (c) => pushPerson(c, refIn(c.req.param("id"))))
  .get("/:id", async (c) => {
    const caller = await callerOf(c, "sk", "people:read");
    const id = c.req.param("id");
    const isVisitor = PersonId.safeParse(id).success;
    const visitor = isVisitor ? await read(c, caller, id) : null;
    return c.json(found(visitor ?? (await read(c, caller, refOf(id)))));
  });

/** The ref of a customer's id that an address holds. */
function refOf(customer: string): string {
  const ref = CustomerId.safeParse(customer).success ? customerRef(customer) : null;
  if (ref === null)
    throw new ProblemError(422, "Not a person's id", "it is empty, reserved or too long");
  return ref;
}

/** The ref of a visitor's id that an address holds. */
function refIn(visitor: string): string {
  if (PersonId.safeParse(visitor).success) return visitor;
  throw new ProblemError(422, "Not a person's id", "a customer is c/ and their id");
}

/** The person ref that a body names. */
async function nameIn(c: Ctx): Promise<string> {
  const body = MergeBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
  if (!body.success) throw notA("record to join or to part", pointersOf(body.error.issues));
  const { visitor, customer } = body.data;
  return visitor ?? refOf(customer!);
}

const notA = (what: string, errors: ReturnType<typeof pointersOf>) =>
  new ProblemError(422, `Not a ${what}`, undefined, { errors });

async function read(c: Ctx, { shop, now }: Caller, person: string): Promise<PersonNow | null> {
  const cursor = c.req.query("cursor") ?? null;
  if (cursor !== null && !/^\d{1,16}-\d{1,16}$/.test(cursor))
    throw new ProblemError(422, "Not a cursor", "use next_cursor as it came");
  const item = c.req.query("item");
  if (item !== undefined && !ItemId.safeParse(item).success)
    throw new ProblemError(422, "Not an item's id", "use the id that the catalogue has");
  const [told, { away }] = await Promise.all([
    callObject(() => personStub(c.env, shop, person).read({ cursor, item, now })),
    readModel(c.env, shop, now),
  ]);
  const reply = told as PersonReply | null;
  if (reply === null) return null;
  const { intent, last_seen: seen } = reply;
  const probability =
    intent && probabilityNow(away, intent.week.probability, Date.parse(seen), now);
  return { ...reply, probability };
}

function found(person: PersonNow | null): PersonNow {
  if (person !== null) return person;
  throw new ProblemError(404, "No such person", "nobody is known by this id");
}
