import type { PersonReply } from "../../../../wire/person.ts";
import { count, counted, dateTime } from "../../format.ts";
import { Stat } from "../../parts/stat.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { type Route, to } from "../../route.ts";
import { useResource } from "../../use-resource.ts";
import { Scores } from "../live.tsx";
import { Ahead } from "./ahead.tsx";
import { Considering } from "./considering.tsx";
import { Erase } from "./erase.tsx";
import { Orders, Taste, Viewed } from "./items.tsx";
import { Profile, Tickets } from "./profile.tsx";
import { Receipts } from "./receipts.tsx";
import { Standing } from "./standing.tsx";
import { Timeline } from "./timeline.tsx";

/** All that is known of one person, and why they were shown what they were shown. */
export function PersonPage({ route }: { route: Route }) {
  const { subject } = route;
  return (
    <>
      <Find known={subject} />
      {subject === "" ? (
        <Empty title="Nobody is chosen">
          Give a visitor's or a customer's id, or choose somebody in <a href={to("live")}>Live</a>.
        </Empty>
      ) : (
        <Person key={subject} route={route} />
      )}
    </>
  );
}

function Find({ known }: { known: string }) {
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault();
        const id = new FormData(event.currentTarget).get("id") as string;
        location.hash = to("person", id.trim());
      }}
    >
      <label>
        Visitor or customer
        <input name="id" defaultValue={known} required />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function Person({ route }: { route: Route }) {
  const path = route.subject.split("/").map(encodeURIComponent).join("/");
  const person = useResource<PersonReply>(`/v1/people/${path}`);
  return (
    <Loaded of={person} what="This person">
      {(data) => (
        <>
          <Summary person={data} />
          <div class="cards">
            <Profile person={data} />
            <Considering person={data} />
            <Tickets person={data} />
            <Standing standing={data.standing} />
            <Ahead person={data} />
            <Orders person={data} />
            <Viewed person={data} />
            <Taste person={data} />
            <Receipts person={data} />
          </div>
          <Timeline path={path} route={route} person={data} />
          <Erase person={data} />
        </>
      )}
    </Loaded>
  );
}

function Summary({ person }: { person: PersonReply }) {
  return (
    <>
      <div class="stats">
        <Stat label="First seen" value={dateTime(person.first_seen)} />
        <Stat label="Last seen" value={dateTime(person.last_seen)} />
        <Stat label="Visits" value={count(person.visits)} note={`${count(person.pages)} pages`} />
        <Stat
          label="Came first through"
          value={person.first_touch?.channel ?? "–"}
          note={person.last_touch === null ? "" : `last through ${person.last_touch.channel}`}
        />
      </div>
      {person.intent === null ? null : (
        <section class="card">
          <h2>How likely an order is</h2>
          <Scores session={person.intent.session} week={person.intent.week} />
          <p>
            Rests on {counted(person.intent.evidence, "event")}; model {person.intent.model}.
          </p>
        </section>
      )}
    </>
  );
}
