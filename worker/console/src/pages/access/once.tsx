import { useState } from "preact/hooks";

/** What is shown this once: a new key, or a link. */
export function Once({ what, text }: { what: string; text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div class="part" role="status">
      <p>{what} Copy it now: it is not kept, and cannot be shown again.</p>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <button
        type="button"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? "Copied" : "Copy"}
      </button>
    </div>
  );
}
