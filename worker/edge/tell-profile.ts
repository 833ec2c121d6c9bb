import { isContact, normalContact } from "../core/identity/index.ts";
import type { ProfileReply } from "../wire/profile.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { contactKey, whoIs } from "./identity.ts";
import { ProblemError } from "./problem-error.ts";
import { directoryStub, personStub } from "./stubs.ts";

/** What one source knows of a customer. */
export interface ProfileTold {
  /** A person ref. */
  person: string;
  fields: Record<string, string | null>;
  source: string;
  /** Epoch ms. */
  at: number;
}

/**
 * Puts what a source knows of a customer into their record. E-mail and phone name a person: who told
 * of one first has it, and a customer of another id with the same one is the same person, so that
 * their record joins the other. Contacts that name several people join nobody.
 */
export async function tellProfile(
  env: Env,
  shop: string,
  { person, fields, source, at }: ProfileTold,
  now: number,
): Promise<ProfileReply> {
  const rejected: ProfileReply["rejected"] = [];
  const taken: Record<string, string | null> = {};
  for (const [field, told] of Object.entries(fields)) {
    const value = told !== null && isContact(field) ? normalContact(field, told) : told;
    if (value === null && told !== null) rejected.push({ field, detail: `is no ${field}` });
    else taken[field] = value;
  }
  const whose = (ref: string) => whoIs(env, shop, ref);
  let own = await whose(person);
  const claims = await claimsOf(env, shop, own, taken, now);
  const directory = () => directoryStub(env, shop);
  // Who has each contact: an earlier claimant, or this person from now on.
  const held = claims.length > 0 ? await callObject(() => directory().hold(claims)) : [];
  const named = new Set(await Promise.all(held.map((one) => whose(one.person))));
  named.delete(own);
  const [other] = named;
  if (other !== undefined && named.size === 1) {
    const joining = { shop, person: own, to: other, now };
    const { joined, person: target } = await callObject(() => directory().join(joining));
    if (joined === "arriving") throw stillArriving();
    if (joined === "joined") own = target;
  }
  const word = { fields: taken, source, at, ...(own !== person && { record: person }) };
  const isNews = await callObject(() =>
    personStub(env, shop, own).tellFields({ shop, person: own, now, ...word }),
  );
  if (isNews === null && claims.length > 0) await callObject(() => directory().withdraw(claims));
  const changed = isNews === true || (other !== undefined && own === other);
  return { person: own, changed, rejected, conflicts: named.size > 1 ? [...named] : [] };
}

/** Of a person to whom a record came a moment ago, whose rows are not all there yet. */
export const stillArriving = (): ProblemError =>
  new ProblemError(409, "Still arriving", "a record that joined this person is on its way", {
    headers: { "retry-after": "30" },
  });

/** The person's claims of the contacts among the fields. */
async function claimsOf(
  env: Env,
  shop: string,
  person: string,
  fields: Readonly<Record<string, string | null>>,
  now: number,
) {
  const contacts = Object.entries(fields).filter(([field]) => isContact(field));
  const keys = await Promise.all(
    contacts.flatMap(([field, value]) =>
      value === null ? [] : contactKey(env, shop, field, value),
    ),
  );
  return keys.map((key) => ({ key, person, event: "", at: now }));
}
