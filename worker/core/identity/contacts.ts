/**
 * An e-mail address as it is compared: without blanks, in lower case. Null for what is none. What
 * stands before the @ is left as it is, since only its host knows whether dots and tags mean anything.
 */
export function normalEmail(told: string): string | null {
  const email = told.trim().toLowerCase();
  return email.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email) ? email : null;
}

/** Digits that an international number has (ITU-T E.164: at most 15 with the country's). */
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;

/**
 * A phone number as it is compared: `+` and digits where it names its country (`+` or `00`), else its
 * digits alone, which differ from country to country and so join only what was written alike. Null for
 * what is none.
 */
export function normalPhone(told: string): string | null {
  const written = told
    .trim()
    .replace(/^tel:/i, "")
    .replace(/\(0\)/, "")
    .replace(/[\s()./-]/g, "");
  const [, sign = "", digits = ""] = /^(\+|00)?(\d+)$/.exec(written) ?? [];
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return null;
  return sign === "" ? digits : `+${digits}`;
}

/** How a field is written down to be compared, for the fields that name somebody. */
const CONTACTS: Record<string, (told: string) => string | null> = {
  email: normalEmail,
  phone: normalPhone,
};

/** Whether a field names a person, so that two records with the same value are one. */
export const isContact = (field: string): boolean => Object.hasOwn(CONTACTS, field);

/** A contact in the form in which it is compared and kept; null for what is none. */
export const normalContact = (field: string, told: string): string | null => CONTACTS[field]!(told);
