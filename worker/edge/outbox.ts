import { isSendable } from "../core/messages/index.ts";
import type { Outgoing } from "../core/person/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { catalogueStub, learnerStub, ledgerStub, shelfStub } from "./stubs.ts";

const STUBS = {
  shelf: shelfStub,
  learner: learnerStub,
  ledger: ledgerStub,
  catalogue: catalogueStub,
};

/** What became of an outbox: messages that a receiver has stored, and such as nobody took in 48 h. */
export interface Delivery {
  sent: ReadonlySet<string>;
  dead: Outgoing[];
}

/** Hands messages to their receivers, one call each. A receiver that fails keeps the others going. */
export async function deliver(
  env: Env,
  shop: string,
  outbox: readonly Outgoing[],
  now: number,
): Promise<Delivery> {
  const byReceiver = Map.groupBy(
    outbox.filter((message) => isSendable(message.id, now)),
    (message) => message.to,
  );
  const sent = new Set<string>();
  await Promise.all(
    Array.from(byReceiver, async ([to, messages]) => {
      // The receivers' bodies differ; which goes where was typed when it was sent (`Outgoing`).
      const bodies = messages.map(({ id, body }) => ({ id, body: body as never }));
      try {
        await callObject(() => STUBS[to](env, shop).take(shop, bodies, now));
        for (const { id } of messages) sent.add(id);
      } catch (error) {
        console.error("delivery failed, trying again", { shop, to, error });
      }
    }),
  );
  return { sent, dead: outbox.filter((message) => !isSendable(message.id, now)) };
}
