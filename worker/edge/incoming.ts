import type { Card } from "../core/catalogue/index.ts";
import type { Sender } from "../core/person/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";
import type { BatchReply, Consent, Want } from "../wire/batch.ts";
import type { SignalRules } from "../wire/signals.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { personStub } from "./stubs.ts";

/** A batch as a person gets it. */
export interface Incoming {
  shop: string;
  /** A person ref: of whom the batch is as far as its sender knows. */
  visitor: string;
  /** The customer that the visitor turns out to be: a person ref that may be relied on. */
  identity?: string;
  /** Whether the sender knows already that its visitor is this person. */
  isCanonical?: boolean;
  /** Epoch ms on the shop's clock. */
  now: number;
  events: VisitEvent[];
  wants: Want[];
  /** Version of the price and stock ledger that the page has heard of. */
  news?: number | undefined;
  timeZone: string;
  sender: Sender;
  /** Whether the shop's server sent it, and no page. */
  byServer?: boolean;
  /** What the sender says that was allowed. */
  consent?: Consent;
  /** What pages teach of their items, by id of the event. */
  learnt: Map<string, Card>;
  /** When signals are raised; the defaults where the shop has set none. */
  signals?: SignalRules;
}

/** Hands a batch to its person; null when the part of the record that it is of has gone elsewhere. */
export const sendBatch = (env: Env, batch: Incoming): Promise<BatchReply | null> =>
  // The platform's types turn tuples into arrays on their way out of an object.
  callObject(
    () => personStub(env, batch.shop, batch.visitor).receive(batch) as Promise<BatchReply | null>,
  );

/** A batch as text, for one that has to wait; what it wanted for its page is asked again by then. */
export const packBatch = ({ sender, learnt, ...batch }: Incoming): string =>
  JSON.stringify({
    ...batch,
    wants: [],
    sender: { ...sender, touches: [...sender.touches], campaigns: [...sender.campaigns] },
    learnt: [...learnt],
  });

export function unpackBatch(text: string): Incoming {
  const { sender, learnt, ...batch } = JSON.parse(text);
  return {
    ...batch,
    sender: { ...sender, touches: new Map(sender.touches), campaigns: new Map(sender.campaigns) },
    learnt: new Map(learnt),
  };
}
