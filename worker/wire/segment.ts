/** The reply to `GET /v1/segments`: how many people are in each segment now, by name. */
export interface SegmentsReply {
  /** All that are known, in whatever segments. */
  people: number;
  segments: { name: string; people: number }[];
}

/** The reply to `GET /v1/segments/{name}`, by id. Times are ISO 8601. */
export interface SegmentReply {
  people: SegmentMember[];
  next_cursor: string | null;
}

export interface SegmentMember {
  /** A visitor's id, or `c/<customer>`. */
  person: string;
  /** Why they are in it, in words; empty where its name says all. */
  why: string[];
  /** When they leave it if nothing else happens; null when nothing but an event ends it. */
  until: string | null;
  /** Of an order within 7 days from now: it falls while they are away. Null before the first score. */
  probability: number | null;
  last_seen: string;
  orders: number;
  /** All segments that they are in. */
  segments: string[];
}
