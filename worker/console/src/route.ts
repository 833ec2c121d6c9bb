import { useLayoutEffect, useState } from "preact/hooks";

/** Where the console is: `#/person/c/1?days=90` is the page `person`, of `c/1`, with its options. */
export interface Route {
  page: string;
  /** What follows the page's name, decoded. */
  subject: string;
  options: URLSearchParams;
}

const routeOf = (hash: string): Route => {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page = "", ...rest] = path.split("/").map(decoded);
  return { page, subject: rest.join("/"), options: new URLSearchParams(query) };
};

/** What somebody typed need not be encoded well; then it is taken as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a page, for links. */
export const to = (page: string, subject = "", options: Record<string, string> = {}): string => {
  const query = new URLSearchParams(options).toString();
  const path = [page, ...(subject === "" ? [] : subject.split("/"))].map(encodeURIComponent);
  return `#/${path.join("/")}${query === "" ? "" : `?${query}`}`;
};

export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  // Before anybody can see the page: an address that changed between would never be heard of.
  useLayoutEffect(() => {
    const follow = () => setRoute(routeOf(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

/** Changes one option of the page that is open; an empty value takes it away. */
export function setOption({ page, subject, options }: Route, name: string, value: string): void {
  const next = new URLSearchParams(options);
  if (value === "") next.delete(name);
  else next.set(name, value);
  location.hash = to(page, subject, Object.fromEntries(next));
}
