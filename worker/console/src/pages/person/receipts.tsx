import type { PersonReply } from "../../../../wire/person.ts";
import { dateTime, percent } from "../../format.ts";

/** What somebody was shown, with what it follows from. */
export function Receipts({ person: { receipts } }: { person: PersonReply }) {
  return (
    <section class="card wide">
      <h2>What they were shown, and why</h2>
      {receipts.length === 0 ? <p>Nothing yet.</p> : null}
      {receipts.slice(0, 20).map((receipt) => (
        <details key={receipt.receipt_id}>
          <summary>
            {dateTime(receipt.time)}: {receipt.slot} ({receipt.scenario}), {receipt.shown.length}{" "}
            seen, {receipt.clicked.length} clicked
          </summary>
          <p>
            Receipt {receipt.receipt_id}, {receipt.model}
            {receipt.strategy === null
              ? ""
              : `, filled by ${receipt.strategy} (drawn with ${percent(receipt.propensity ?? 1)})`}
            {receipt.fallback === null ? "" : `. ${receipt.fallback}`}
          </p>
          <ol>
            {receipt.items.map(({ id, reason }) => (
              <li key={id}>
                {id}: {reason}
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}
