import { api } from "./api.ts";
import { type Resource, useResource } from "./use-resource.ts";

/** Rows that a page shows of a list, and that its CSV holds at most. */
const SHOWN = 50;
const EXPORTED = 10_000;

export interface ReportResource<T> extends Resource<T> {
  /** The same report with its whole lists. */
  whole: () => Promise<T>;
}

/** A report of the shop's orders, `GET /v1/reports/{name}`, with what it is told beside its name. */
export function useReport<T>(name: string, options: Record<string, string> = {}) {
  const path = (limit: number) =>
    `/v1/reports/${name}?${new URLSearchParams({ ...options, limit: String(limit) })}`;
  const resource = useResource<T>(path(SHOWN));
  return {
    ...resource,
    whole: () => api<T>("GET", path(EXPORTED)),
  } satisfies ReportResource<T>;
}
