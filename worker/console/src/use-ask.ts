import { useState } from "preact/hooks";
import { api, type ApiError } from "./api.ts";

/**
 * Asks for a change and reads again what it may have changed, done or not.
 *
 * @returns `ask`, whose answer is null when it was refused, and why the last one was, in words
 */
export function useAsk(reload: () => void) {
  const [problem, setProblem] = useState("");

  async function ask<T>(method: string, path: string, body?: unknown): Promise<T | null> {
    setProblem("");
    try {
      return await api<T>(method, path, body);
    } catch (error) {
      setProblem((error as ApiError).problem.errors?.[0]?.detail ?? (error as ApiError).message);
      return null;
    } finally {
      reload();
    }
  }

  return { ask, problem };
}
