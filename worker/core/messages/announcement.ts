/**
 * Something that other systems get to hear of, such as a band that changed. The id of the message that
 * carries it is its own: whoever hears it twice knows it by that.
 */
export interface Announcement {
  /** Dotted, such as `score.band_changed`. */
  type: string;
  /** When it happened, epoch ms. */
  at: number;
  /** A visitor's id, or `c/<customer>`. */
  person: string;
  data: Record<string, unknown>;
}
