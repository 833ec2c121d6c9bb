import { customerRef } from "../core/customer/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";
import type { Env } from "../edge/env.ts";
import { faultOf, knownBy, successorOf } from "../edge/identity.ts";
import type { Batch } from "../wire/batch.ts";
import { Identity, visitorIn } from "../wire/identity.ts";
import type { WantProblem } from "../wire/want.ts";
import type { Caller } from "./context.ts";

/** Events of a batch that are of one visitor, and who that is as far as the sender knows. */
export interface Part {
  visitor: string;
  /** A person ref: the visitor, or the customer that the tag knows them to be. */
  person: string;
  /** The customer that they turn out to be now: a person ref. */
  identity?: string;
  events: VisitEvent[];
}

/**
 * Parts a batch where somebody logs out in it: what follows is the next visitor's. A log-in is the
 * batch's `identity`, or an event `identify` with the same fields as parameters, as the tag sends it.
 * An identity that does not count is told of, and the events are the visitor's all the same.
 *
 * @param sent the visitor's id, as the tag has it
 */
export async function partsOf(
  env: Env,
  caller: Caller,
  sent: string,
  batch: Batch,
  events: VisitEvent[],
): Promise<{ parts: Part[]; problems: WantProblem[] }> {
  const { shop } = caller;
  const problems: WantProblem[] = [];
  const known = sent.includes("!") ? await knownBy(env, shop, sent) : null;
  const visitor = visitorIn(sent);
  const parts: Part[] = [{ visitor, person: known?.person ?? visitor, events: [] }];
  let part = parts[0]!;
  for (const event of events) {
    part.events.push(event);
    if (event.name === "identify") {
      const told = Identity.safeParse(event.params ?? {});
      event.params = told.success ? { customer: told.data.customer } : null;
      await identify(env, caller, part, told.success ? told.data : null, problems);
    }
    if (event.name !== "logout") continue;
    const next = await successorOf(env, shop, part.visitor, event.id);
    parts.push((part = { visitor: next, person: next, events: [] }));
  }
  if (batch.identity !== undefined) await identify(env, caller, part, batch.identity, problems);
  return { parts, problems };
}

/** Notes who a visitor is, if that may be relied on. */
async function identify(
  env: Env,
  caller: Caller,
  part: Part,
  identity: Identity | null,
  problems: WantProblem[],
): Promise<void> {
  const found = await customerOf(env, caller, identity);
  if ("fault" in found) problems.push({ slot: null, detail: found.fault, pointer: "/identity" });
  else if (found.ref === part.person) delete part.identity;
  else {
    // Whoever the tag took the visitor for, their own record knows whose it is.
    part.person = part.visitor;
    part.identity = found.ref;
  }
}

/** The ref of an identity that counts; else why it does not. Servers need not sign. */
export async function customerOf(
  env: Env,
  { kind, shop, now }: Caller,
  identity: Identity | null,
): Promise<{ ref: string } | { fault: string }> {
  if (identity === null) return { fault: "an identity needs a customer, exp and signature" };
  const fault = kind === "sk" ? null : await faultOf(env, shop, identity, now);
  if (fault !== null) return { fault };
  const ref = customerRef(identity.customer);
  return ref === null ? { fault: "customer is a reserved id, which names nobody" } : { ref };
}
