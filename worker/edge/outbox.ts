import { isSendable, type Message, type Passed } from "../core/messages/index.ts";
import type { Outgoing } from "../core/person/index.ts";
import { idsOfLesson, shardOf, type ShelfLesson } from "../core/recommend/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { logError } from "./log.ts";
import { countMessages } from "./metrics.ts";
import { readSettings } from "./shop-reads.ts";
import { catalogueStub, courierStub, learnerStub, ledgerStub, shelfStub } from "./stubs.ts";

const STUBS = {
  learner: learnerStub,
  ledger: ledgerStub,
  catalogue: catalogueStub,
  courier: courierStub,
};

/** What became of an outbox: messages that a receiver has stored, and such as nobody took in 48 h. */
export interface Delivery {
  sent: ReadonlySet<string>;
  dead: Outgoing[];
}

/** Who a message is handed to. */
type Route = (message: Outgoing) => Outgoing["to"];

/**
 * Lessons that nobody waits for go to the ledger, with the fact of their visit: it passes them on with
 * those of others, so that a visit is one row of messages. What was sold the shelf hears at once.
 */
export const byLedger: Route = ({ to, body }) => {
  const isPatient = to === "learner" || (to === "shelf" && "kind" in body && body.kind === "visit");
  return isPatient ? "ledger" : to;
};

const straight: Route = ({ to }) => to;

/** Hands messages to their receivers, one call each. A receiver that fails keeps the others going. */
export async function deliver(
  env: Env,
  shop: string,
  outbox: readonly Outgoing[],
  now: number,
  route: Route = straight,
): Promise<Delivery> {
  const byReceiver = Map.groupBy(
    outbox.filter((message) => isSendable(message.id, now)),
    route,
  );
  const sent = new Set<string>();
  await Promise.all(
    Array.from(byReceiver, async ([to, messages]) => {
      try {
        // The receivers' bodies differ; which goes where was typed when it was sent (`Outgoing`).
        const bodies = messages.map((message) => ({
          id: message.id,
          body: bodyFor(to, message) as never,
        }));
        if (to === "shelf") await teachShelf(env, shop, bodies, now);
        else await callObject(() => STUBS[to](env, shop).take(shop, bodies, now));
        for (const { id } of messages) sent.add(id);
        countMessages(to, "sent", messages.length);
      } catch (error) {
        countMessages(to, "failed", messages.length);
        logError("delivery failed, trying again", error, { shop, object: to });
      }
    }),
  );
  const late = outbox.filter((message) => !isSendable(message.id, now));
  const dead = late.filter(({ failed }) => failed);
  for (const { to } of dead) countMessages(to, "dead", 1);
  // What is not known to have failed has arrived.
  for (const { id, failed } of late) if (!failed) sent.add(id);
  return { sent, dead };
}

const bodyFor = (receiver: Outgoing["to"], { to, body }: Outgoing): Outgoing["body"] | Passed =>
  receiver === to ? body : { passOn: to, body };

/**
 * Hands each lesson to all shards that own an item of it. When one of them fails all are tried again:
 * the others know the message by its id.
 */
async function teachShelf(
  env: Env,
  shop: string,
  messages: Message<ShelfLesson>[],
  now: number,
): Promise<void> {
  const { shelf_shards: shards } = await readSettings(env, shop, now);
  const owners = new Map<number, Message<ShelfLesson>[]>();
  for (const message of messages) {
    const ids = idsOfLesson(message.body);
    for (const shard of new Set(Array.from(ids, (id) => shardOf(id, shards)))) {
      const own = owners.get(shard);
      if (own === undefined) owners.set(shard, [message]);
      else own.push(message);
    }
  }
  await Promise.all(
    Array.from(owners, ([shard, own]) =>
      callObject(() => shelfStub(env, shop, shard, shards).take(shop, own, now)),
    ),
  );
}
