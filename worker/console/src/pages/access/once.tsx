import { Copyable } from "../../parts/copyable.tsx";

/** What is shown this once: a new key, or a link. */
export function Once({ what, text }: { what: string; text: string }) {
  return (
    <div class="part" role="status">
      <p>{what} Copy it now: it is not kept, and cannot be shown again.</p>
      <Copyable text={text} />
    </div>
  );
}
