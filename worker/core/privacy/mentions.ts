/** A name is over where no character of an id follows, or the count of a message's id does: `…/v1-3"`. */
const END = String.raw`(?![A-Za-z0-9_.:~]|-(?!\d+"))`;
const START = "(?<![A-Za-z0-9_.:~-])";

/**
 * Whether a text of ours, such as a message as JSON, names one of these people. Refs hold nothing but
 * `A–Z a–z 0–9 _ . : ~ -` and the slash of `c/`, see `customerRef`.
 */
export function mentions(names: readonly string[]): (text: string) => boolean {
  const any = names.map((name) => name.replaceAll(".", "\\.")).join("|");
  const named = new RegExp(`${START}(?:${any})${END}`);
  return (text) => names.length > 0 && named.test(text);
}
