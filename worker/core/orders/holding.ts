/** Who holds the claim of an order, or of a contact. */
export interface Holding {
  /** A person ref. */
  person: string;
  /** A page claimed it, and no server has said since whose it is. */
  byPage: boolean;
  /** A page claimed it for somebody else before. */
  isAssigned: boolean;
  /** Who has yet to give up what the key names, because the shop's server said whose it is; else null. */
  giver: string | null;
}
