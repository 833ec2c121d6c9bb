import type { PersonReply } from "../../../../wire/person.ts";

/** What somebody weighs before buying, and what is up now. */
export function Considering({ person }: { person: PersonReply }) {
  const { considerations, signals } = person;
  return (
    <section class="card">
      <h2>What they weigh</h2>
      {considerations.length + signals.length === 0 ? (
        <p>No sign of hesitation or comparison so far.</p>
      ) : null}
      {considerations.map(({ factor, weight, count: times }) => (
        <div key={factor}>
          <span>
            {factor.replaceAll("_", " ")} <small>{times} signs</small>
          </span>
          <meter min={0} max={1} value={weight} aria-label={factor} />
        </div>
      ))}
      <ul>
        {signals.map(({ name, reason }) => (
          <li key={name + reason}>
            <span class="chip">{name.replaceAll("_", " ")}</span> {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
