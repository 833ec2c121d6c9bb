/** Words of a parameter's name that promise a credential or something of a person. */
const PERSONAL_WORDS = new Set(
  (
    "email mail phone telephone tel mobile cell msisdn fax whatsapp " +
    "password passwd pwd pass passcode passphrase pin otp token secret jwt bearer auth oauth " +
    "authorization credential credentials session sess sid phpsessid jsessionid key apikey " +
    "signature sig nonce csrf xsrf ssn iban cvv cvc dob birthday birthdate birthdate surname " +
    // The tag's own `_okaeri` carries a visitor's id to another domain of the shop.
    "username login address postcode zipcode okaeri"
  ).split(" "),
);

/** The same for names made of two words, compared without what stands between them. */
const PERSONAL_NAMES =
  /(?:first|last|given|family|full|user)name|sessionid|access(?:code|id)|e?mailaddress|(?:email|phone|card)(?:no|nr|number|hash)|accountnumber|streetaddress|dateofbirth|recipientid/;

/**
 * True when a parameter's name promises personal data: `email`, `customer[phone]`, `resetToken`.
 *
 * @param name - decoded
 */
export function isPersonalName(name: string): boolean {
  const words = name
    .replace(/([\p{Ll}\d])(?=\p{Lu})/gu, "$1 ")
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some((word) => PERSONAL_WORDS.has(word)) || PERSONAL_NAMES.test(words.join(""));
}

/** One character is enough before the @, and keeps matching linear. */
const EMAIL = /[^\s@/]@[^\s@/]+\.\p{L}{2,}/u;
/** Header and payload of a JSON Web Token; `eyJ` is `{"` in base64. The lookbehind keeps it linear. */
const WEB_TOKEN = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}/;
const INTERNATIONAL_PHONE = /^\s*\+\d[\d ().-]{6,}$/;
/** A pair inside a value: an address that is handed on, `return=/reset?token=1`. */
const NESTED_NAME = /(?:^|[?&;#])([^?&;#=/]+)=/g;

/**
 * True when text holds an e-mail address, a JSON Web Token, an international phone number, or an
 * address with parameters that do so by name.
 *
 * @param text - decoded
 */
export function isPersonalValue(text: string): boolean {
  return (
    (text.includes("@") && EMAIL.test(text)) ||
    (text.includes("eyJ") && WEB_TOKEN.test(text)) ||
    (text.includes("+") && INTERNATIONAL_PHONE.test(text)) ||
    (text.includes("=") &&
      [...text.matchAll(NESTED_NAME)].some(([, name = ""]) => isPersonalName(name)))
  );
}

/** Long hexadecimal names open private pages, such as an order's status page. */
const SECRET_PATH = /^[0-9a-f]{32,}$/i;

/** True when a segment of a path, decoded, is personal by value or opens a private page. */
export const isPersonalSegment = (segment: string) =>
  isPersonalValue(segment) || SECRET_PATH.test(segment);

const MAX_ENCODINGS = 3;

/** Percent-encoded text as a person reads it; escapes that are not UTF-8 stay as they are. */
export function readable(text: string): string {
  let decoded = text.includes("+") ? text.replaceAll("+", " ") : text;
  for (let round = 0; round < MAX_ENCODINGS && decoded.includes("%"); round++) {
    decoded = decoded.replace(/(?:%[0-9a-f]{2})+/gi, decodeEscapes);
  }
  return decoded;
}

function decodeEscapes(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent);
  }
}
