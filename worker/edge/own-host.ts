/**
 * Whether an `Origin` is the host that is asked. By host alone: a proxy that takes TLS off leaves
 * `http:` in the addresses that arrive here.
 */
export const isOwnHost = (origin: string, url: string): boolean =>
  URL.canParse(origin) && new URL(origin).host === new URL(url).host;

/** Where the Worker is reached from outside; a proxy that takes TLS off says so. */
export function publicOrigin({ url, headers }: Request): string {
  const { host, origin } = new URL(url);
  return headers.get("x-forwarded-proto") === "https" ? `https://${host}` : origin;
}
