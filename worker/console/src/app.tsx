import { useEffect, useState } from "preact/hooks";
import type { SessionReply } from "../../wire/session.ts";
import { AlertBanner } from "./alert-banner.tsx";
import { api, type ApiError, signedOut } from "./api.ts";
import { PAGES } from "./pages/index.ts";
import { to, useRoute } from "./route.ts";
import { openSession, SignIn } from "./sign-in.tsx";

/** The console: who is signed in, where they are, and the page that is open. */
export function App() {
  const [session, setSession] = useState<SessionReply | { out: string } | null>(null);
  useEffect(() => {
    const leave = () => setSession({ out: "" });
    signedOut.addEventListener("out", leave);
    openSession().then(setSession, (error: ApiError) =>
      setSession({ out: error.status === 401 ? "" : error.message }),
    );
    return () => signedOut.removeEventListener("out", leave);
  }, []);
  if (session === null) return <main class="blank" aria-busy="true" />;
  if ("out" in session) return <SignIn why={session.out} onDone={setSession} />;
  return <Console {...session} />;
}

function Console({ shop, who, scopes }: SessionReply) {
  const route = useRoute();
  const pages = PAGES.filter(({ needs }) => needs === undefined || scopes.includes(needs));
  const open = pages.find(({ name }) => name === route.page) ?? pages[0]!;
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
          {pages
            .filter(({ hidden }) => !hidden)
            .map(({ name, title }) => (
              <a key={name} href={to(name)} aria-current={name === open.name ? "page" : undefined}>
                {title}
              </a>
            ))}
        </nav>
        <button
          type="button"
          class="quiet"
          title={`You are signed in as ${who}`}
          onClick={() => void api("DELETE", "/v1/session").then(() => location.reload())}
        >
          Sign out
        </button>
      </header>
      <main key={open.name}>
        {scopes.includes("outbound") ? <AlertBanner /> : null}
        <div class="heading">
          <h1>{open.title}</h1>
          <p>{open.about}</p>
        </div>
        <Page route={route} />
      </main>
    </div>
  );
}
