import { OPERATIONS, routeOf } from "../../../worker/wire/api/index.ts";

export interface Route {
  method: string;
  /** With parameters as `:name`. */
  pattern: string;
  /** How often it is asked, beside others. */
  weight: number;
}

/** What shops ask for most, and what takes long as the shop grows; all else once. */
const WEIGHTS: Record<string, number> = {
  "POST /v1/events": 40,
  "PUT /v1/items": 4,
  "PUT /v1/orders": 4,
  "GET /v1/recommendations/:scenario": 4,
  "GET /v1/people/:id": 3,
  "GET /v1/reports/:name": 3,
  "GET /v1/export/:kind": 0.2,
  "POST /v1/privacy/access": 0.5,
  "POST /v1/privacy/verify": 0.2,
};

/** Every route of the Worker: `test/worker/routes.test.ts` holds the operations against the app. */
export const ROUTES: readonly Route[] = OPERATIONS.map((operation) => {
  const { method } = operation;
  const pattern = routeOf(operation).replaceAll(/\{[^}]*\}/g, "");
  return { method, pattern, weight: WEIGHTS[`${method} ${pattern}`] ?? 1 };
});

const total = ROUTES.reduce((sum, { weight }) => sum + weight, 0);

/** The route at a share of all weight, in [0, 1). */
export function routeAt(share: number): Route {
  let left = share * total;
  return ROUTES.find(({ weight }) => (left -= weight) < 0) ?? ROUTES.at(-1)!;
}
