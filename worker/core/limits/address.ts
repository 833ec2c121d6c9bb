/**
 * What stands for one client: an IPv4 address, or the /64 of an IPv6 address, of which a household or a
 * rented server has a whole one (RFC 6177).
 */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const behind = tail === "" ? 0 : tail.split(":").length;
    groups.push(...Array<string>(Math.max(0, 8 - groups.length - behind)).fill("0"));
  }
  const own = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return own.join(":");
}
