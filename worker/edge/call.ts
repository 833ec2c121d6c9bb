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
      return letGo(await call());
    } catch (error) {
      const { retryable, overloaded } = error as ObjectError;
      if (!retryable || overloaded || attempt === ATTEMPTS) throw error;
      const wait = FIRST_WAIT_MS * 2 ** attempt * Math.random();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/**
 * A result that came from another object has a disposer, and whoever answers with it hands that on: the
 * caller's caller would have to dispose of it, or both objects stay in memory until it is evicted. None of
 * ours holds a stub, so that its values stay what they are.
 * https://developers.cloudflare.com/workers/runtime-apis/rpc/lifecycle/
 */
function letGo<T>(result: T): T {
  if (typeof result === "object" && result !== null && Symbol.dispose in result) {
    (result as Disposable)[Symbol.dispose]();
    Reflect.deleteProperty(result, Symbol.dispose);
  }
  return result;
}
