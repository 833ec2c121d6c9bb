import type { ComponentChildren } from "preact";

/** One figure that leads a page, with what it means. */
export function Stat({
  label,
  value,
  note,
}: {
  label: string;
  value: ComponentChildren;
  note?: ComponentChildren;
}) {
  return (
    <div class="stat">
      <span>{label}</span>
      <strong>{value}</strong>
      {note === undefined ? null : <small>{note}</small>}
    </div>
  );
}
