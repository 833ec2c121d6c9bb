/** A name that nobody else has: 96 random bits, in decimal. A library's shorter ones cost 60 bytes. */
export const newId = (): string => crypto.getRandomValues(new Uint32Array(3)).join("");
