import { useState } from "preact/hooks";
import type { ImportReply } from "../../../wire/import.ts";
import { api, type ApiError } from "../api.ts";
import { count } from "../format.ts";
import { Progress } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";

const POLL_MS = 500;
/** Written out, since the schema would bring its validator into the page. */
const TYPES: readonly ImportReply["type"][] = ["items", "orders", "refunds", "deliveries"];

/** Brings in files: the catalogue, and what happened before there was a tag. */
export function Imports() {
  const [report, setReport] = useState<ImportReply | null>(null);
  const [problem, setProblem] = useState("");

  async function follow(id: string): Promise<void> {
    for (;;) {
      const reply = await api<ImportReply>("GET", `/v1/imports/${id}`);
      setReport(reply);
      if (reply.status === "done" || reply.status === "failed") return;
      await new Promise((resume) => setTimeout(resume, POLL_MS));
    }
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setProblem("");
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const query = new URLSearchParams({ type: form.get("type") as string });
    if (form.get("dry") !== null) query.set("dry_run", "1");
    if (form.get("mapping") !== "") query.set("mapping", form.get("mapping") as string);
    try {
      const file = form.get("file") as File;
      const { id } = await api<{ id: string }>("POST", `/v1/imports?${query}`, file);
      await follow(id);
    } catch (error) {
      setProblem((error as ApiError).message);
    }
  }

  return (
    <section class="card">
      <h2>4. Files</h2>
      <p>
        The catalogue as Google Merchant XML, CSV or TSV, Shopify JSON or NDJSON; orders, refunds
        and deliveries as CSV or NDJSON. Gzip is fine. The same file twice changes nothing.
      </p>
      <form class="fields" onSubmit={(event) => void submit(event)}>
        <label>
          What it holds
          <select name="type">
            {TYPES.map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
        </label>
        <label>
          File
          <input type="file" name="file" required />
        </label>
        <label>
          Columns under other names (JSON)
          <input name="mapping" placeholder={'{"InvoiceNo": "transaction_id"}'} />
        </label>
        <label class="check">
          <input type="checkbox" name="dry" /> Only look, keep nothing
        </label>
        <button type="submit">Import</button>
      </form>
      <p role="alert" class="problem">
        {problem}
      </p>
      {report === null ? null : <Outcome report={report} />}
    </section>
  );
}

function Outcome({ report }: { report: ImportReply }) {
  const { status, bytes, bytes_read, lines, accepted, unchanged, rejected, error } = report;
  return (
    <div class="part" aria-live="polite">
      {status === "done" || status === "failed" ? (
        <p>
          {status === "failed" ? `Failed: ${error}` : "Done"}: {count(lines)} records,{" "}
          {count(accepted)} taken, {count(unchanged)} known already, {count(rejected)} not
          understood.
          {report.dry_run ? " Nothing was kept." : ""}
        </p>
      ) : (
        <Progress label={`${status}: ${count(lines)} records`} value={bytes_read} max={bytes} />
      )}
      {report.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {report.rejected_lines.length === 0 ? null : (
        <Table
          name="Lines that were not understood"
          rows={report.rejected_lines}
          columns={[
            { head: "Line", value: ({ line }) => line, figure: true },
            { head: "Id", value: ({ id }) => id },
            { head: "Why", value: ({ detail }) => detail },
          ]}
        />
      )}
    </div>
  );
}
