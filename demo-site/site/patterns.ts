const pattern = (edge: number, body: string, turn = 0) =>
  `<pattern id="w" width="${edge}" height="${edge}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})">${body}</pattern>`;

const path = (ink: string, d: string) => `<path fill="${ink}" d="${d}"/>`;

/** Backdrops that a name can ask for, each an SVG `<pattern id="w">` in the tint's ink. */
export const PATTERNS: Readonly<Record<string, (ink: string) => string>> = {
  dots: (ink) =>
    pattern(
      56,
      `<circle cx="14" cy="14" r="9" fill="${ink}"/><circle cx="42" cy="42" r="9" fill="${ink}"/>`,
    ),
  gingham: (ink) =>
    pattern(
      48,
      `<g fill="${ink}" opacity=".55"><path d="M0 0h24v48H0z"/><path d="M0 0h48v24H0z"/></g>`,
    ),
  stripes: (ink) => pattern(40, path(ink, "M0 0h18v40H0z"), 35),
  hearts: (ink) =>
    pattern(
      64,
      path(
        ink,
        "M20 34C8 26 8 14 15 14c4 0 5 4 5 4s1-4 5-4c7 0 7 12-5 20zM52 66C40 58 40 46 47 46c4 0 5 4 5 4s1-4 5-4c7 0 7 12-5 20z",
      ),
    ),
  stars: (ink) =>
    pattern(
      72,
      path(ink, "M20 8l3 9 9 3-9 3-3 9-3-9-9-3 9-3zM56 46l2 6 6 2-6 2-2 6-2-6-6-2 6-2z"),
      10,
    ),
  snow: (ink) =>
    pattern(
      64,
      `<g stroke="${ink}" stroke-width="4" stroke-linecap="round"><path d="M20 8v24M9.6 14l20.8 12M9.6 26l20.8-12"/></g><circle cx="52" cy="50" r="5" fill="${ink}"/>`,
    ),
  leaves: (ink) =>
    pattern(
      60,
      path(ink, "M8 26C8 12 20 6 30 6c0 14-8 22-22 20zM38 58c0-14 12-20 22-20 0 14-8 22-22 20z"),
      -15,
    ),
  petals: (ink) =>
    pattern(
      72,
      `<g fill="${ink}"><circle cx="20" cy="11" r="7"/><circle cx="11" cy="20" r="7"/><circle cx="29" cy="20" r="7"/><circle cx="20" cy="29" r="7"/><circle cx="56" cy="51" r="4"/><circle cx="51" cy="56" r="4"/><circle cx="61" cy="56" r="4"/><circle cx="56" cy="61" r="4"/></g>`,
      12,
    ),
  rings: (ink) =>
    pattern(
      64,
      `<g fill="none" stroke="${ink}" stroke-width="3"><circle cx="32" cy="32" r="24"/><circle cx="32" cy="32" r="14"/><circle cx="0" cy="0" r="10"/><circle cx="64" cy="0" r="10"/><circle cx="0" cy="64" r="10"/><circle cx="64" cy="64" r="10"/></g>`,
    ),
};
