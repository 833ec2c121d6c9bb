/** Events after which a page is often left, or whose answer matters now, do not wait for company. */
export const isUrgent = (name: string): boolean => /cart|select|purchase|click|dismiss/.test(name);
