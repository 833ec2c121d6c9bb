import { execFile, spawn, spawnSync } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A screen, its pointer and its keyboard. Positions are px of the screen. */
export interface Display {
  /** Such as `:99`, for `launch`. */
  name: string;
  /** Ids of the windows in view. */
  windows(): Promise<string[]>;
  /** Gives the keyboard to a window, as alt-tab does. */
  focus(window: string): Promise<void>;
  point(x: number, y: number): Promise<void>;
  click(): Promise<void>;
  /** One notch of the wheel, downwards. */
  scroll(): Promise<void>;
  close(): void;
}

const PATIENCE_MS = 5000;

const isThere = (command: string) => !spawnSync(command, ["-help"]).error;

/** A screen of its own under Xvfb, driven by xdotool; `null` where these are missing. */
export async function startDisplay(): Promise<Display | null> {
  if (!isThere("Xvfb") || !isThere("xdotool")) return null;
  const server = spawn(
    "Xvfb",
    // Without -noreset the pointer jumps back whenever the last client goes.
    ["-displayfd", "3", "-screen", "0", "1600x900x24", "-nolisten", "tcp", "-noreset"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const close = () => {
    process.off("exit", close);
    server.kill();
  };
  process.once("exit", close);
  const number = await new Promise<string>((ready, failed) => {
    server.stdio[3]!.once("data", (line) => ready(String(line).trim()));
    server.once("exit", () => failed(new Error("Xvfb did not start")));
  });
  const name = `:${number}`;
  const env = { ...process.env, DISPLAY: name };
  const xdotool = (...args: string[]) => run("xdotool", args, { env, timeout: PATIENCE_MS });
  return {
    name,
    async windows() {
      // It fails when it finds none.
      const found = xdotool("search", "--onlyvisible", "--name", ".").catch(() => ({ stdout: "" }));
      return (await found).stdout.split("\n").filter(Boolean);
    },
    focus: async (window) => void (await xdotool("windowfocus", "--sync", window)),
    point: async (x, y) =>
      void (await xdotool("mousemove", `${Math.round(x)}`, `${Math.round(y)}`)),
    click: async () => void (await xdotool("click", "1")),
    scroll: async () => void (await xdotool("click", "5")),
    close,
  };
}
