/**
 * Events after which a page is often left, or whose answer matters now, do not wait for company: who
 * logs in or out becomes somebody else.
 */
export const isUrgent = (name: string): boolean =>
  /cart|purchase|select|click|log|dismiss/.test(name);
