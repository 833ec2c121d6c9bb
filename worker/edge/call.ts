const ATTEMPTS = 3;
const FIRST_WAIT_MS = 50;

interface ObjectError {
  retryable?: boolean;
  overloaded?: boolean;
}

/**
 * Calls an object, again after a passing fault. `call` must make its stub anew, since a stub is
 * broken for good after an error. An overloaded object is left alone: retries would keep it so.
 * https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
 */
export async function callObject<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const { retryable, overloaded } = error as ObjectError;
      if (!retryable || overloaded || attempt === ATTEMPTS) throw error;
      const wait = FIRST_WAIT_MS * 2 ** attempt * Math.random();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
