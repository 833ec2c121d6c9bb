import type { Stage } from "./stage.ts";

export interface Scene {
  name: string;
  /** Cannot be played without windows. */
  windows?: boolean;
  play(stage: Stage): Promise<void>;
}

/**
 * Each begins with the page in view and focused, the pointer resting on it, and ends with it hidden.
 * Times are ms.
 */
export const SCENES: readonly Scene[] = [
  {
    name: "another tab",
    async play({ stay, hide, show }) {
      await stay(3000);
      await hide();
      await stay(3000);
      await show();
      await stay(3000);
    },
  },
  {
    name: "iframe",
    async play({ stay, clickFrame }) {
      await stay(2000);
      await clickFrame();
      await stay(6000);
    },
  },
  {
    name: "alt-tab",
    windows: true,
    async play({ stay, altTab, altTabBack }) {
      await stay(3000);
      await altTab();
      await stay(3000);
      await altTabBack();
      await stay(3000);
    },
  },
  {
    name: "mouse and scroll",
    async play({ stay, moveFor, scrollFor }) {
      await moveFor(2000);
      await stay(7000);
      await scrollFor(2000);
      await stay(1000);
    },
  },
  {
    name: "sleep",
    async play({ stay, moveFor, sleep }) {
      await moveFor(1000);
      await stay(2500);
      await sleep(10_000);
      await stay(4000);
    },
  },
  {
    name: "back/forward cache",
    async play({ stay, leaveFor }) {
      await stay(3000);
      await leaveFor(2500);
      await stay(3000);
    },
  },
];
