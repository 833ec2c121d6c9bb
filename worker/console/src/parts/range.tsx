import { type Route, setOption } from "../route.ts";

const CHOICES = [7, 30, 90, 365];
const DAY = 86_400_000;

/** The days that a page is about, as its address says: `from` and `to` as `?days=` picks them. */
export function rangeOf({ options }: Route, days = 30): { from: string; to: string; days: number } {
  const asked = Number(options.get("days") ?? days);
  const span = CHOICES.includes(asked) ? asked : days;
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const now = Date.now();
  return { from: day(now - span * DAY), to: day(now + DAY), days: span };
}

/** Picks how far back a page looks. */
export function Range({ route, days }: { route: Route; days: number }) {
  return (
    <fieldset class="range">
      <legend>Period</legend>
      {CHOICES.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === days}
          onClick={() => setOption(route, "days", String(choice))}
        >
          {choice === 365 ? "1 year" : `${choice} days`}
        </button>
      ))}
    </fieldset>
  );
}
