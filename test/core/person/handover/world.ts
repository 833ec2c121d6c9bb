import {
  type Giving,
  isWhole,
  newPerson,
  outlive,
  partOf,
  partsWith,
  type PersonState,
  phaseOf,
  seal,
  takeArrived,
  takeParcel,
  takeRows,
} from "../../../../worker/core/person/index.ts";

/** A record as its object keeps it: rows and parcels lie beside the state, in the same commits. */
interface Store {
  state: PersonState;
  rows: { seq: number; source: string; event: string }[];
}

export type Call = () => void;

/** Two devices and customers, and calls on their way, which may come twice, late or never. */
export class World {
  readonly records = new Map<string, Store>();
  /** Ledger: by id of the fact, the highest version and whether it counts. */
  readonly ledger = new Map<string, { version: number; counts: boolean }>();
  late: Call[] = [];
  lateFacts: Call[] = [];
  readonly forgotten = new Set<string>();
  #made = 0;

  record(name: string): Store {
    let record = this.records.get(name);
    if (record === undefined)
      this.records.set(name, (record = { state: newPerson("demo", name, 0), rows: [] }));
    return record;
  }

  /** An event at a device: it lands with whoever has the record now. */
  happen(device: string): void {
    // Until the customer has the record, what happens waits at the device.
    if (this.#holder(device) === null) this.#deliver(device);
    const { state, rows } = this.#holder(device)!;
    const event = `e${(this.#made += 1)}`;
    rows.push({ seq: nextSeq(rows), source: state.visitor === device ? "" : device, event });
    this.#tell(state, device, event, true, lifeOf(state, device));
  }

  #holder(device: string): Store | null {
    let record = this.record(device);
    while (record.state.alias !== undefined) record = this.record(record.state.alias);
    const { state } = record;
    return state.visitor === device || partOf(state, device) !== null ? record : null;
  }

  identify(device: string, customer: string): void {
    const { state } = this.record(device);
    if (state.alias !== undefined || !isWhole(state)) return;
    const here = Object.keys(state.parts ?? {}).filter((name) => partOf(state, name) !== null);
    this.#leave(device, device, [...new Set([device, ...here])], customer);
    state.alias = customer;
  }

  unmerge(device: string, customer: string): void {
    const { state } = this.record(customer);
    if (partOf(state, device) === null || !isWhole(state)) return;
    this.#leave(customer, device, partsWith(state, device), device);
  }

  /** A device that is idle for too long is let go of; no call outlives that. */
  forget(device: string): void {
    const { state, rows } = this.record(device);
    const isAwaited = Array.from(this.records.values()).some(({ state: { giving = [] } }) =>
      giving.some(({ root, to }) => root === device || to === device),
    );
    if (phaseOf(state) !== "open" || isAwaited) return;
    for (const { event } of rows) this.forgotten.add(event);
    this.records.delete(device);
    this.late = [];
    this.lateFacts = [];
  }

  #leave(giver: string, root: string, names: string[], to: string): void {
    const { state, rows } = this.record(giver);
    for (const { source, event } of rows) {
      const part = source || giver;
      if (names.includes(part)) this.#tell(state, part, event, false, lifeOf(state, part) + 1);
    }
    seal(state, { root, names, to, at: 0 });
  }

  #tell({ visitor }: PersonState, part: string, event: string, counts: boolean, life: number) {
    const id = `${visitor}/${part}/${event}`;
    const version = life * 2 + (counts ? 1 : 0);
    const put = () => {
      if ((this.ledger.get(id)?.version ?? -1) < version) this.ledger.set(id, { version, counts });
    };
    put();
    this.lateFacts.push(put);
  }

  /**
   * One step of the giver's job. `isLost`: the call was heard, and its answer was not; it also stays
   * under way and may be heard again later.
   */
  step(giver: string, isLost: boolean, size: number): boolean {
    const { state, rows } = this.record(giver);
    const job = state.giving?.[0];
    if (job === undefined) return false;
    const done = job.told ? this.#sendRows(giver, job, rows, size) : this.#sendParcel(state, job);
    if (!isLost) done();
    return true;
  }

  #sendParcel(giver: PersonState, job: Giving): Call {
    const label = structuredClone({ root: job.root, parts: job.parts });
    let became = "";
    const call = () => {
      const taker = this.record(job.to);
      became = takeParcel(taker.state, label, 0);
      if (became !== "taken") return;
      if (job.root === job.to) delete taker.state.alias;
      for (const { parts } of takeArrived(taker.state, label))
        taker.rows = taker.rows.filter(({ source }) => !Object.hasOwn(parts, source || job.to));
    };
    call();
    this.late.push(call);
    return () => {
      const known = lifeOf(this.record(job.to).state, job.root);
      if (became === "overtaken") outlive(giver, job, known);
      else job.told = true;
    };
  }

  #sendRows(giver: string, job: Giving, all: Store["rows"], size: number): Call {
    const isOurs = ({ source }: { source: string }) => Object.hasOwn(job.parts, source || giver);
    const left = all.filter((row) => isOurs(row) && row.seq > job.cursor);
    const rows = left.slice(0, size);
    const last = rows.length === left.length;
    const chunk = {
      root: job.root,
      life: job.parts[job.root]!.life,
      rows: structuredClone(rows),
      last,
    };
    const call = () => {
      const taker = this.record(job.to);
      for (const row of takeRows(taker.state, chunk)) {
        const part = row.source || giver;
        const source = part === job.to ? "" : part;
        taker.rows.push({ seq: nextSeq(taker.rows), source, event: row.event });
        this.#tell(taker.state, part, row.event, true, lifeOf(taker.state, part));
      }
    };
    call();
    this.late.push(call);
    return () => {
      job.cursor = rows.at(-1)?.seq ?? job.cursor;
      if (!last) return;
      const record = this.record(giver);
      record.state.giving = record.state.giving!.filter((other) => other !== job);
      record.rows = record.rows.filter((row) => !isOurs(row));
    };
  }

  #deliver(device: string): void {
    for (const name of this.records.keys())
      while (this.record(name).state.giving?.some(({ root }) => root === device))
        this.step(name, false, 100);
  }

  settle(): void {
    for (const name of this.records.keys()) while (this.step(name, false, 2));
  }

  /** Where each event is now, hidden rows of parts that have left not counted. */
  whereabouts(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const [name, { state, rows }] of this.records)
      for (const { source, event } of rows) {
        const part = source || name;
        const isHere = part === name ? phaseOf(state) === "open" : partOf(state, part) !== null;
        if (isHere) found.set(event, [...(found.get(event) ?? []), name]);
      }
    return found;
  }

  /** How often each event's fact counts. */
  counted(): Map<string, number> {
    const counted = new Map<string, number>();
    for (const [id, { counts }] of this.ledger) {
      const event = id.split("/").at(-1)!;
      counted.set(event, (counted.get(event) ?? 0) + Number(counts));
    }
    return counted;
  }
}

/** As SQLite numbers rows. */
const nextSeq = (rows: Store["rows"]) => Math.max(0, ...rows.map(({ seq }) => seq)) + 1;

const lifeOf = ({ parts }: PersonState, part: string) => parts?.[part]?.life ?? 0;
