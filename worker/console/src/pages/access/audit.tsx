import { useState } from "preact/hooks";
import type { AuditEntry, AuditReply } from "../../../../wire/audit.ts";
import { api } from "../../api.ts";
import { dateTime } from "../../format.ts";
import { Empty, Loaded } from "../../parts/states.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { useResource } from "../../use-resource.ts";

/** Who changed what, the latest first. */
export function AuditLog() {
  const [cursor, setCursor] = useState("");
  const log = useResource<AuditReply>(`/v1/audit${cursor === "" ? "" : `?cursor=${cursor}`}`);
  return (
    <section class="card wide">
      <h2>Who changed what</h2>
      <Loaded of={log} what="The log">
        {({ entries, next_cursor }) =>
          entries.length === 0 ? (
            <Empty title="Nothing was changed yet">The log goes back 25 months.</Empty>
          ) : (
            <>
              <Table name="Who changed what" rows={entries} columns={COLUMNS} all={readAll} />
              <p class="line">
                {cursor === "" ? null : (
                  <button type="button" class="quiet" onClick={() => setCursor("")}>
                    Latest
                  </button>
                )}
                {next_cursor === null ? null : (
                  <button type="button" class="quiet" onClick={() => setCursor(next_cursor)}>
                    Earlier
                  </button>
                )}
              </p>
            </>
          )
        }
      </Loaded>
    </section>
  );
}

async function readAll(): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const query: string = cursor === "" ? "" : `?cursor=${cursor}`;
    const page: AuditReply = await api<AuditReply>("GET", `/v1/audit${query}`);
    all.push(...page.entries);
    cursor = page.next_cursor;
  }
  return all;
}

const COLUMNS: readonly Column<AuditEntry>[] = [
  { head: "When", value: ({ time }) => time, show: ({ time }) => dateTime(time) },
  { head: "Who", value: ({ who }) => who },
  { head: "What", value: ({ action }) => action },
  { head: "Of", value: ({ subject }) => subject },
  {
    head: "From and to",
    value: ({ changes }) =>
      Object.entries(changes)
        .map(([field, [before, after]]) => `${field}: ${written(before)} → ${written(after)}`)
        .join("; "),
  },
];

const written = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);
