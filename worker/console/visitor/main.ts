import type { MeBody, MeReply } from "../../wire/me.ts";
import { change, forget, read } from "./api.ts";
import { button, el } from "./dom.ts";
import { sectionsOf } from "./sections.ts";

const status = document.querySelector("#status")!;
const place = document.querySelector("#me")!;

/** Does what was asked, and says what came of it. */
async function act(asked: () => Promise<MeReply>, done: string): Promise<void> {
  try {
    show(await asked());
    status.textContent = done;
  } catch (error) {
    status.textContent = (error as Error).message;
  }
}

const decide = (body: MeBody, done: string) => void act(() => change(body), done);

function show(me: MeReply): void {
  place.replaceChildren(...sectionsOf(me, decide, askToForget));
}

/** Nothing is deleted by one slip of a finger. */
function askToForget(): void {
  const sure = el(
    "section",
    { "aria-label": "Delete everything" },
    el("p", {}, "Everything above will be deleted everywhere. Nobody can bring it back."),
    button("Yes, delete all of it", "", () => void end(), { class: "grave" }),
    button("No, keep it", "", () => void act(read, "")),
  );
  place.replaceChildren(sure);
  sure.querySelector("button")!.focus();
}

async function end(): Promise<void> {
  try {
    await forget();
    // What the tag keeps in this browser: the next visit is a stranger's.
    localStorage.removeItem("okaeri");
    place.replaceChildren();
    status.textContent = "It is being deleted, which takes a few minutes. You may close this page.";
  } catch (error) {
    status.textContent = (error as Error).message;
  }
}

void act(read, "");
