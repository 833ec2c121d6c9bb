const HOUR = 3_600_000;

/** Senders give up after this long; the message becomes a dead letter. */
export const SEND_FOR_MS = 48 * HOUR;
/** Receivers know an id for this long, well past the last try. */
export const REMEMBER_FOR_MS = 72 * HOUR;

/** A message between objects. Its id begins with the hour in which it was first sent. */
export interface Message<Body = unknown> {
  id: string;
  body: Body;
}

/** `<hour>-<sender>-<n>`: unique as long as a sender counts up `n`. */
export const messageId = (sender: string, n: number, now: number): string =>
  `${Math.floor(now / HOUR)}-${sender}-${n}`;

/** Hours since the epoch at which a message was sent, or NaN for an id of another form. */
export const sendingHour = (id: string): number => Number.parseInt(id, 10);

/** True while the sender may still be trying. */
export const isSendable = (id: string, now: number): boolean =>
  now - sendingHour(id) * HOUR < SEND_FOR_MS;

/** The first hour that receivers still remember at `now`. */
export const firstRememberedHour = (now: number): number =>
  Math.floor((now - REMEMBER_FOR_MS) / HOUR);
