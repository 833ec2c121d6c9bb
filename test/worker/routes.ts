import { type LetsIn, OPERATIONS, routeOf } from "../../worker/wire/api/index.ts";

export type { LetsIn };

/** Every route of the Worker as the API's document has it, and the files; a query stands where it decides. */
export const ROUTES: Readonly<Record<string, LetsIn>> = Object.fromEntries(
  OPERATIONS.flatMap((operation): [string, LetsIn][] => {
    const route = `${operation.method} ${routeOf(operation).replace(/\{.*\}/, "")}`;
    const others = Object.entries(operation.accessIf ?? {}).map(
      ([query, letsIn]): [string, LetsIn] => [`${route}?${query}`, letsIn],
    );
    return [[route, operation.access] as [string, LetsIn]].concat(others);
  }).concat([["GET /*", "open"]]),
);
