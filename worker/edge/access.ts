import type { SalesFact } from "../core/orders/index.ts";
import type { AccessReply } from "../wire/access.ts";
import type { PersonReply } from "../wire/person.ts";
import { callObject } from "./call.ts";
import { whoIs } from "./identity.ts";
import type { Env } from "./env.ts";
import { eventRecords, type Exporting, profileRecords, salesRecords } from "./export.ts";
import { courierStub, personStub } from "./stubs.ts";

const SALES_A_PAGE = 200;
const ANNOUNCEMENTS_A_PAGE = 500;

/** All that is known of whoever `person` names; null when nobody is. */
export async function everythingOf(
  person: string,
  exporting: Exporting,
): Promise<AccessReply | null> {
  const { env, shop, now } = exporting;
  const asked = { cursor: null, now };
  const told = (await callObject(() =>
    personStub(env, shop, person).read(asked),
  )) as PersonReply | null;
  if (told === null) return null;
  const name = told.visitor;
  const sales = await salesOf(env, shop, name);
  const events: object[] = [];
  for await (const batch of eventRecords(name, exporting)) events.push(batch);
  return {
    generated: new Date(now).toISOString(),
    person: told,
    orders: salesRecords(
      sales.filter(({ kind }) => kind === "order"),
      exporting.zone,
    ),
    refunds: salesRecords(
      sales.filter(({ kind }) => kind === "refund"),
      exporting.zone,
    ),
    events,
    messages: await messagesOf(env, shop, [name, ...told.parts.map(({ visitor }) => visitor)]),
  };
}

/** The same as records of imports, each with the kind that it is of, for whoever takes it elsewhere. */
export async function* portableRecords(
  person: string,
  exporting: Exporting,
): AsyncGenerator<object> {
  const { env, shop } = exporting;
  const name = await whoIs(env, shop, person);
  yield* await profileRecords(name, exporting);
  yield* salesRecords(await salesOf(env, shop, name), exporting.zone);
  yield* eventRecords(name, exporting);
}

async function salesOf(env: Env, shop: string, name: string): Promise<SalesFact[]> {
  const sales: SalesFact[] = [];
  for (let after: string | null = ""; after !== null;) {
    const from: string = after;
    const page = await callObject(
      () => personStub(env, shop, name).sales(from, SALES_A_PAGE) as Promise<SalesFact[]>,
    );
    sales.push(...page);
    const last = page.at(-1);
    after = page.length < SALES_A_PAGE || last === undefined ? null : keyOf(last);
  }
  return sales;
}

const keyOf = ({ kind, id }: SalesFact): string => `${kind === "order" ? "o" : "r"}/${id}`;

async function messagesOf(env: Env, shop: string, names: readonly string[]) {
  const messages: AccessReply["messages"] = [];
  for (const person of names)
    for (let after: number | null = 0; after !== null;) {
      const from: number = after;
      const page = await callObject(() =>
        courierStub(env, shop).list(from, { type: null, person }, ANNOUNCEMENTS_A_PAGE),
      );
      for (const { type, at, data } of page)
        messages.push({ type, time: new Date(at).toISOString(), data: JSON.parse(data) });
      after = page.length < ANNOUNCEMENTS_A_PAGE ? null : page.at(-1)!.seq;
    }
  return messages;
}
