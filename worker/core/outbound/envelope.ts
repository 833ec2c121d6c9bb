import type { WebhookFormat } from "../../wire/webhook.ts";

/** Something that is told to other systems. */
export interface OutboundFact {
  /** The same however often and to whomever it is told; without a dot, which signatures part ids by. */
  id: string;
  /** Dotted, such as `score.band_changed`. */
  type: string;
  /** When it happened, epoch ms. */
  at: number;
  /** A person ref; null for what is the shop's own. */
  person: string | null;
  data: Record<string, unknown>;
}

/** The id of a shop's `seq`th announcement. */
export const factId = (shop: string, seq: number): string => `msg_${shop}_${seq}`;

export interface Envelope {
  contentType: string;
  body: string;
}

/** The body that carries a fact, in the form that its receiver wants. */
export const ENVELOPES: Record<WebhookFormat, (shop: string, fact: OutboundFact) => Envelope> = {
  /** As the Standard Webhooks specification recommends it, with `id` and `person` beside. */
  standard: (_, { id, type, at, person, data }) => ({
    contentType: "application/json",
    body: JSON.stringify({ id, type, timestamp: iso(at), person, data }),
  }),
  /** CloudEvents 1.0 in structured mode, with the JSON event format. */
  cloudevents: (shop, { id, type, at, person, data }) => ({
    contentType: "application/cloudevents+json; charset=UTF-8",
    body: JSON.stringify({
      specversion: "1.0",
      id,
      source: `urn:okaeri:shop:${shop}`,
      type,
      time: iso(at),
      ...(person !== null && { subject: person }),
      datacontenttype: "application/json",
      data,
    }),
  }),
};

const iso = (at: number): string => new Date(at).toISOString();
