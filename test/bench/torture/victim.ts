import { type ChildProcess, execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startWorkerd, untilHealthy } from "../../../scripts/workerd.mjs";
import { freePort } from "../../e2e/stack.ts";

const run = promisify(execFile);
const DISK_MB = 256;

/** The stack that `npm run serve` runs, on a disk of its own that can be filled, to be killed. */
export class Victim {
  readonly origin: string;
  /** Whether the disk is small; mounting one takes rights that not every machine gives. */
  readonly hasOwnDisk: boolean;
  kills = 0;
  readonly #port: number;
  readonly #disk: string;
  readonly #env: Record<string, string>;
  #child: ChildProcess;

  private constructor(
    port: number,
    disk: string,
    hasOwnDisk: boolean,
    env: Record<string, string>,
  ) {
    this.origin = `http://127.0.0.1:${port}`;
    this.hasOwnDisk = hasOwnDisk;
    this.#port = port;
    this.#disk = disk;
    this.#env = env;
    this.#child = this.#start();
  }

  /** @param wantsDisk whether to try for a small disk */
  static async start(env: Record<string, string>, wantsDisk: boolean): Promise<Victim> {
    const disk = await mkdtemp(join(tmpdir(), "okaeri-torture-"));
    const hasOwnDisk = wantsDisk && (await mounted(disk));
    const victim = new Victim(await freePort(), disk, hasOwnDisk, env);
    await untilHealthy(victim.#child, victim.origin);
    return victim;
  }

  /** Ends the process as a power cut would, and starts it again on the same data. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
    this.kills += 1;
    this.#child = this.#start();
    await untilHealthy(this.#child, this.origin);
  }

  /** Leaves not a block of the disk free. */
  async fillDisk(): Promise<void> {
    const file = await open(this.#ballast, "w");
    for (let size = 2 ** 20; size >= 2 ** 12; size /= 2) {
      const isFull = () =>
        file.write(Buffer.alloc(size)).then(
          ({ bytesWritten }) => bytesWritten < size,
          () => true,
        );
      while (!(await isFull()));
    }
    await file.close();
  }

  freeDisk(): Promise<void> {
    return rm(this.#ballast, { force: true });
  }

  async close(): Promise<void> {
    await this.#end("SIGTERM");
    if (this.hasOwnDisk) await run("umount", [this.#disk]);
    await rm(this.#disk, { recursive: true, force: true });
  }

  get #ballast(): string {
    return join(this.#disk, "ballast");
  }

  #start(): ChildProcess {
    return startWorkerd({ port: this.#port, data: join(this.#disk, "data"), env: this.#env });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const gone = once(this.#child, "exit");
    this.#child.kill(signal);
    await gone;
  }
}

const mounted = (folder: string): Promise<boolean> =>
  run("mount", ["-t", "tmpfs", "-o", `size=${DISK_MB}m`, "tmpfs", folder]).then(
    () => true,
    () => false,
  );
