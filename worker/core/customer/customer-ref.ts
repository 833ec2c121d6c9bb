import { isReserved } from "../../wire/text.ts";

/** Longest id of a customer, escaped: longer ones name nobody. */
const MAX_CHARS = 200;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** What stands for itself: the alphabet of `wire/text` without `~`, which begins an escape. */
const PLAIN = /^[A-Za-z0-9_.:-]*$/;

/**
 * The person ref `c/<id>` of a customer as the shop's own systems name them, the same whoever tells:
 * blanks around it go, an e-mail address is taken in lower case, and every byte (UTF-8) outside
 * `A–Z a–z 0–9 _ . : -` is written `~xx` in hexadecimal. Null for an id that names nobody: nothing at
 * all, a reserved word such as `guest`, or more than 200 characters.
 */
export function customerRef(told: string): string | null {
  const trimmed = told.trim().normalize("NFC");
  const id = EMAIL.test(trimmed) ? trimmed.toLowerCase() : trimmed;
  if (id === "" || isReserved(id)) return null;
  const escaped = PLAIN.test(id) ? id : escape(id);
  return escaped.length > MAX_CHARS ? null : `c/${escaped}`;
}

/** The customer's id that a ref was made of; null for a visitor's id. */
export function customerOf(ref: string): string | null {
  if (!ref.startsWith("c/")) return null;
  const encoded = ref
    .slice(2)
    .replaceAll("%", "%25")
    .replace(/~([0-9a-f]{2})/g, "%$1");
  try {
    return decodeURIComponent(encoded);
  } catch {
    return ref.slice(2);
  }
}

function escape(id: string): string {
  const bytes = new TextEncoder().encode(id);
  return Array.from(bytes, (byte) => {
    const char = String.fromCharCode(byte);
    return PLAIN.test(char) ? char : `~${byte.toString(16).padStart(2, "0")}`;
  }).join("");
}
