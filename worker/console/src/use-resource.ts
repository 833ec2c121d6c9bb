import { useCallback, useEffect, useState } from "preact/hooks";
import { api, ApiError } from "./api.ts";

/** What is known of something that was asked for; a reload keeps what was there until the answer comes. */
export interface Resource<T> {
  data: T | null;
  error: ApiError | null;
  loading: boolean;
  reload: () => void;
}

/**
 * `GET path`, again whenever the path changes, and every `everyMs` while the page is looked at.
 * A path of null asks nothing.
 */
export function useResource<T>(path: string | null, everyMs?: number): Resource<T> {
  const [round, setRound] = useState(0);
  const [known, setKnown] = useState<Omit<Resource<T>, "reload">>(NOTHING);
  const reload = useCallback(() => setRound((before) => before + 1), []);

  useEffect(() => {
    if (path === null) return undefined;
    let isCurrent = true;
    setKnown((before) => ({ ...before, loading: true }));
    api<T>("GET", path).then(
      (data) => isCurrent && setKnown({ data, error: null, loading: false }),
      (error: unknown) =>
        isCurrent && setKnown({ data: null, error: error as ApiError, loading: false }),
    );
    return () => {
      isCurrent = false;
    };
  }, [path, round]);

  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const timer = setInterval(() => document.hidden || reload(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, reload]);

  return { ...known, reload };
}

const NOTHING = { data: null, error: null, loading: true };
