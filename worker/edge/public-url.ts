/** Names that lead to a machine's own net, whatever its name server says. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|arpa|onion|test|invalid)$/;

/** IPv4 networks that are not the public net (IANA special-purpose registry). */
const NOT_PUBLIC: readonly [network: string, bits: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/**
 * Why an address must not be fetched on a shop's word, or null when it may: only http(s) to a public
 * host, without a name and password in it. The URL parser has made decimal, octal and short IPv4
 * forms into dotted ones. Names that resolve to a private address are stopped where names are
 * resolved: by `network(allow = ["public"])` of workerd.
 */
export function refusalOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null) return "this is no URL";
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return "only http and https are fetched";
  if (url.username !== "" || url.password !== "") return "a URL must not hold a name or password";
  return isPublicHost(url.hostname) ? null : `${url.hostname} is no public host`;
}

function isPublicHost(hostname: string): boolean {
  if (hostname.startsWith("[")) return isPublicIpv6(hostname.slice(1, -1));
  if (/^[\d.]+$/.test(hostname)) return isPublicIpv4(ipv4(hostname));
  const name = hostname.replace(/\.$/, "").toLowerCase();
  return name.includes(".") && !LOCAL_NAME.test(name);
}

const ipv4 = (dotted: string): number =>
  dotted.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

const isPublicIpv4 = (address: number): boolean =>
  NOT_PUBLIC.every(([network, bits]) => address >>> (32 - bits) !== ipv4(network) >>> (32 - bits));

/** Global unicast is 2000::/3; of it the parts that hold an IPv4 address or document something are out. */
function isPublicIpv6(address: string): boolean {
  const groups = groupsOf(address);
  const [first = 0, second = 0] = groups;
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return isPublicIpv4((groups[6]! * 0x10000 + groups[7]!) >>> 0);
  if (first >> 13 !== 1) return false;
  const isSpecial = first === 0x2001 && (second < 0x200 || second === 0xdb8);
  return !isSpecial && first !== 0x2002 && first !== 0x3fff;
}

/** The eight groups of an address as the URL parser writes it: hexadecimal, one `::` at most. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const read = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return read(head);
  const [left, right] = [read(head), read(tail)];
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}
