/**
 * Counts and durations in this isolate's memory, written as Prometheus reads them: text exposition
 * format 0.0.4, https://prometheus.io/docs/instrumenting/exposition_formats/.
 *
 * Values of labels must come from our own tables (routes, statuses, names of objects): each new one is
 * a series that is kept until the process ends.
 */
type Labels = readonly (string | number)[];

/** A number that only grows, one for each set of labels. */
export class Counter {
  readonly #name: string;
  readonly #help: string;
  readonly #labels: readonly string[];
  readonly #series = new Map<string, number>();

  constructor(name: string, help: string, labels: readonly string[]) {
    this.#name = name;
    this.#help = help;
    this.#labels = labels;
  }

  /** `values` in the order of the counter's labels. */
  add(values: Labels, by = 1): void {
    const key = keyOf(values);
    this.#series.set(key, (this.#series.get(key) ?? 0) + by);
  }

  render(): string {
    const lines = Array.from(
      this.#series,
      ([key, value]) => `${this.#name}{${labelled(this.#labels, key)}} ${value}`,
    );
    return family(this.#name, this.#help, "counter", lines);
  }
}

interface Observed {
  /** How many fell into each bucket; the last is what no bound holds. */
  counts: number[];
  sum: number;
}

/** How long things took, in seconds, counted by upper bounds. */
export class Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #labels: readonly string[];
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, Observed>();

  /** `bounds` ascend; one without a limit is added. */
  constructor(name: string, help: string, labels: readonly string[], bounds: readonly number[]) {
    this.#name = name;
    this.#help = help;
    this.#labels = labels;
    this.#bounds = bounds;
  }

  observe(values: Labels, seconds: number): void {
    const key = keyOf(values);
    let seen = this.#series.get(key);
    if (seen === undefined) {
      seen = { counts: Array.from({ length: this.#bounds.length + 1 }, () => 0), sum: 0 };
      this.#series.set(key, seen);
    }
    const place = this.#bounds.findIndex((bound) => seconds <= bound);
    seen.counts[place === -1 ? this.#bounds.length : place]! += 1;
    seen.sum += seconds;
  }

  render(): string {
    const lines = Array.from(this.#series).flatMap(([key, seen]) => this.#linesOf(key, seen));
    return family(this.#name, this.#help, "histogram", lines);
  }

  /** Buckets are cumulative: each holds all that the ones before it hold. */
  #linesOf(key: string, { counts, sum }: Observed): string[] {
    const labels = labelled(this.#labels, key);
    let total = 0;
    const buckets = counts.map((count, place) => {
      total += count;
      return `${this.#name}_bucket{${labels},le="${this.#bounds[place] ?? "+Inf"}"} ${total}`;
    });
    return [
      ...buckets,
      `${this.#name}_sum{${labels}} ${sum}`,
      `${this.#name}_count{${labels}} ${total}`,
    ];
  }
}

/** What separates the values of a series' key, which none of them holds. */
const BETWEEN = "\0";
const keyOf = (values: Labels): string => values.join(BETWEEN);

function labelled(names: readonly string[], key: string): string {
  const values = key.split(BETWEEN);
  return names.map((name, place) => `${name}="${escaped(values[place]!)}"`).join(",");
}

const escaped = (value: string) =>
  value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");

const family = (name: string, help: string, type: string, lines: readonly string[]) =>
  [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
