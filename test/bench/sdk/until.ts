/** For how long the effect of what a script asks for may take, in ms. */
const PATIENCE_MS = 5000;

/** Asks again and again; throws when it does not come to hold. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const latest = performance.now() + PATIENCE_MS;
  while (!(await holds()))
    if (performance.now() > latest) throw new Error(`the browser did not ${what}`);
}
