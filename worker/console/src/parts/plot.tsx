import { plot, type PlotOptions } from "@observablehq/plot";
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * A plot as wide as its place. `label` says in words what it shows, for whoever does not see it; its
 * numbers stand in a table below (`Figure`).
 */
export function PlotView({
  label,
  options,
  least = 0,
}: {
  label: string;
  options: PlotOptions;
  /** Pixels below which it would not be readable: it scrolls sideways in a narrower place. */
  least?: number;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) =>
      setWidth(Math.round(entry?.contentRect.width ?? 0)),
    );
    watcher.observe(place.current!);
    return () => watcher.disconnect();
  }, []);

  useEffect(() => {
    if (width === 0) return;
    const drawn = plot({
      width: Math.max(width, least),
      style: { background: "none", fontSize: "12px" },
      ...options,
    });
    // The picture as a whole has a name; what it is drawn of may have none.
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", label);
    // In one step: what is taken away first is missing from the page until the other is drawn.
    place.current!.replaceChildren(drawn);
  }, [width, options, label, least]);

  // Its table is a region of the same name.
  const name = `${label}, drawn`;
  const scrolls = least > width && ({ tabIndex: 0, role: "region", "aria-label": name } as const);
  return <div class={least === 0 ? "plot" : "plot sideways"} ref={place} {...scrolls} />;
}
