/** Something that other systems get to hear of, such as a band that changed. */
export interface Announcement {
  /** Dotted, such as `score.band_changed`. */
  type: string;
  /** When it happened, epoch ms. */
  at: number;
  /** A visitor's id, or `c/<customer>`; empty for what is the shop's own. */
  person: string;
  data: Record<string, unknown>;
}
