/**
 * Lets the requests that wait go first. An isolate has one thread, and calls between its objects
 * never let go of it: work that goes on for seconds would keep every page waiting for as long.
 */
export const breathe = (): Promise<void> => scheduler.wait(1);
