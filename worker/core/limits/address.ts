/**
 * What stands for one client: an IPv4 address, or the /64 of an IPv6 address, of which a household or a
 * rented server has a whole one (RFC 6177).
 */
export function networkOf(address: string): string {
  // Also with a port, or mapped into IPv6, as some proxies write it.
  const [v4] = /\d{1,3}(?:\.\d{1,3}){3}/.exec(address) ?? [];
  if (v4 !== undefined) return v4;
  const [front = [], back] = address
    .replace(/^\[(.*)\].*$/, "$1")
    .split("::")
    .map((part) => (part === "" ? [] : part.split(":")));
  const zeros = back === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill("0"), ...(back ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":");
}
