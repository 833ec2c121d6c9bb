import { useState } from "preact/hooks";

/** Code to take along, with a button that copies it. */
export function Copyable({ text }: { text: string }) {
  const [copied, setCopied] = useState("");
  return (
    <>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <button
        type="button"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
      >
        {copied === text ? "Copied" : "Copy"}
      </button>
    </>
  );
}
