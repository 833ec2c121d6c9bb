import { useEffect, useState } from "preact/hooks";
import type { SessionReply } from "../../wire/session.ts";
import { api, signedOut } from "./api.ts";
import { PAGES } from "./pages/index.ts";
import { to, useRoute } from "./route.ts";
import { SignIn } from "./sign-in.tsx";

/** The console: who is signed in, where they are, and the page that is open. */
export function App() {
  const [session, setSession] = useState<SessionReply | "out" | null>(null);
  useEffect(() => {
    const leave = () => setSession("out");
    signedOut.addEventListener("out", leave);
    api<SessionReply>("GET", "/v1/session").then(setSession, leave);
    return () => signedOut.removeEventListener("out", leave);
  }, []);
  if (session === null) return <main class="blank" aria-busy="true" />;
  if (session === "out") return <SignIn onDone={setSession} />;
  return <Console shop={session.shop} />;
}

function Console({ shop }: { shop: string }) {
  const route = useRoute();
  const open = PAGES.find(({ name }) => name === route.page) ?? PAGES[0]!;
  useEffect(() => {
    document.title = `${open.title} · Okaeri`;
    scrollTo(0, 0);
    // On a phone the menu scrolls sideways.
    document
      .querySelector(".bar [aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [open]);
  const Page = open.page;
  return (
    <div class="shell">
      <header class="bar">
        <a class="brand" href="#/">
          <img src="icon.svg" alt="" width="28" height="28" /> Okaeri <span>{shop}</span>
        </a>
        <nav aria-label="Pages">
          {PAGES.filter(({ hidden }) => !hidden).map(({ name, title }) => (
            <a key={name} href={to(name)} aria-current={name === open.name ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <button
          type="button"
          class="quiet"
          onClick={() => void api("DELETE", "/v1/session").then(() => location.reload())}
        >
          Sign out
        </button>
      </header>
      <main key={open.name}>
        <div class="heading">
          <h1>{open.title}</h1>
          <p>{open.about}</p>
        </div>
        <Page route={route} />
      </main>
    </div>
  );
}
