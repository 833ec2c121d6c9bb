import type { ComponentType } from "preact";
import { type Route, to } from "../route.ts";

export interface View {
  /** In the address after the page's name; the first one's is empty. */
  name: string;
  title: string;
  view: ComponentType<{ route: Route }>;
}

/** A page in parts of which one is open, as its address says. */
export function Views({ route, views }: { route: Route; views: readonly View[] }) {
  const open = views.find(({ name }) => name === route.subject) ?? views[0]!;
  const Open = open.view;
  return (
    <>
      <nav class="views" aria-label="Parts of this page">
        {views.map(({ name, title }) => (
          <a
            key={name}
            href={to(route.page, name)}
            aria-current={name === open.name ? "page" : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <Open key={open.name} route={route} />
    </>
  );
}
