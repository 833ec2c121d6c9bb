import type { ComponentChildren } from "preact";
import type { Resource } from "../use-resource.ts";

/** What stands where there is nothing to show: what is missing, and how to get it. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      <div>{children}</div>
    </div>
  );
}

/** A long task: `value` of `max`, or unknown while `max` is 0. */
export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <label class="progress">
      <span>{label}</span>
      <progress max={max || undefined} value={max ? value : undefined} />
    </label>
  );
}

/** A resource once it is there; until then a bar, and a way on when it failed. */
export function Loaded<T>({
  of,
  what,
  children,
}: {
  of: Resource<T>;
  what: string;
  children: (data: T) => ComponentChildren;
}) {
  if (of.data !== null) return <>{children(of.data)}</>;
  if (of.error !== null)
    return (
      <Empty title={`${what} could not be had`}>
        <p>
          {of.error.problem.title}: {of.error.message}
        </p>
        {of.error.status === 404 ? null : (
          <button type="button" onClick={of.reload}>
            Try again
          </button>
        )}
      </Empty>
    );
  return <Progress label={`${what} …`} value={0} max={0} />;
}
