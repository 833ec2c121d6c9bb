/** What statuses say, where an operation says nothing of its own. */
export const SUCCESS_WORDS: Readonly<Record<number, string>> = {
  200: "Here it is.",
  201: "It is made.",
  202: "It is taken in, and done later.",
  503: "It is not ready.",
};

export const PROBLEM_WORDS: Readonly<Record<number, string>> = {
  400: "The body cannot be read.",
  401: "No key, or one that opens nothing.",
  403: "The key may not do this.",
  404: "There is no such thing.",
  409: "It cannot be done as things stand, or a request with this `Idempotency-Key` has not ended yet.",
  410: "It was good once, and is no more.",
  413: "The body is too large.",
  415: "The body is of another type.",
  422: "The request is understood, and is not valid: `errors` points at what is wrong.",
  426: "Ask with `Upgrade: websocket`.",
  429: "Too many requests; see `Retry-After`.",
  503: "Not now; see `Retry-After`.",
};
