/** One announcement of `GET /v1/outbound`. */
export interface OutboundEvent {
  /** The same however often it is told. */
  id: string;
  /** Dotted, such as `score.band_changed`. */
  type: string;
  /** ISO 8601. */
  time: string;
  /** A visitor's id, or `c/<customer>`. */
  person: string;
  data: Record<string, unknown>;
}

/** The reply to `GET /v1/outbound`, the oldest first. */
export interface OutboundReply {
  events: OutboundEvent[];
  /** Where to go on from, also when more comes later; null while there is nothing at all. */
  next_cursor: string | null;
}
