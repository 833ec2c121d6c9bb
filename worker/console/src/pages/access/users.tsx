import { useState } from "preact/hooks";
import type { Role } from "../../../../wire/scope.ts";
import type { LinkReply, User, UsersReply } from "../../../../wire/user.ts";
import { date } from "../../format.ts";
import { Empty, Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { useAsk } from "../../use-ask.ts";
import { useResource } from "../../use-resource.ts";
import { Once } from "./once.tsx";

/** What each role may do, in words. */
const ROLES: Record<Role, string> = {
  viewer: "Viewer: reads",
  editor: "Editor: also changes settings, catalogue and people",
  owner: "Owner: also makes keys, lets people in, erases and exports",
};

/** People who sign in to the console, beside whoever holds a secret key. */
export function Users() {
  const users = useResource<UsersReply>("/v1/users");
  const [link, setLink] = useState<LinkReply | null>(null);
  const { ask, problem } = useAsk(users.reload);

  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const body = { email: form.get("email"), role: form.get("role") };
    setLink(await ask<LinkReply>("POST", "/v1/users", body));
  }

  const pathOf = ({ email }: User) => `/v1/users/${encodeURIComponent(email)}`;
  const acts: Acts = {
    invite: async (user) => setLink(await ask<LinkReply>("POST", `${pathOf(user)}/link`)),
    change: async (user, role) => void (await ask("PUT", pathOf(user), { role })),
    remove: async (user) => {
      if (confirm(`Take ${user.email} out? They are signed out everywhere.`))
        await ask("DELETE", pathOf(user));
    },
  };

  return (
    <section class="card wide">
      <h2>People</h2>
      <p>
        Whoever you add is signed in by a link that you pass on to them; no mail is sent. It works
        once, within a day, and then keeps them signed in for 30 days.
      </p>
      <Loaded of={users} what="People">
        {({ users: known }) =>
          known.length === 0 ? (
            <Empty title="Nobody yet">So far this console is opened by secret keys alone.</Empty>
          ) : (
            <Table name="People" rows={known} columns={columnsOf(acts)} />
          )
        }
      </Loaded>
      {link === null ? null : (
        <Once
          key={link.link}
          what={`This link signs ${link.email} in, once, until ${date(link.until)}.`}
          text={link.link}
        />
      )}
      <form class="fields" onSubmit={(event) => void add(event)}>
        <label>
          E-mail
          <input name="email" type="email" required placeholder="ann@shop.example" />
        </label>
        <label>
          Role
          <select name="role">
            {Object.entries(ROLES).map(([role, words]) => (
              <option key={role} value={role}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Add</button>
      </form>
      <p role="alert" class="problem">
        {problem}
      </p>
    </section>
  );
}

interface Acts {
  invite: (user: User) => Promise<void>;
  change: (user: User, role: Role) => Promise<void>;
  remove: (user: User) => Promise<void>;
}

const columnsOf = ({ invite, change, remove }: Acts) => [
  { head: "E-mail", value: ({ email }: User) => email },
  {
    head: "Role",
    value: ({ role }: User) => role,
    show: (user: User) => (
      <select
        aria-label={`Role of ${user.email}`}
        value={user.role}
        onChange={(event) =>
          void change(user, (event.currentTarget as HTMLSelectElement).value as Role)
        }
      >
        {Object.keys(ROLES).map((role) => (
          <option key={role}>{role}</option>
        ))}
      </select>
    ),
  },
  { head: "Added", value: ({ added }: User) => date(added) },
  { head: "Signed in", value: ({ sessions }: User) => sessions, figure: true },
  {
    head: "Change",
    value: () => null,
    show: (user: User) => (
      <span class="line">
        <button type="button" class="quiet" onClick={() => void invite(user)}>
          New link
        </button>
        <button type="button" class="quiet" onClick={() => void remove(user)}>
          Take out
        </button>
      </span>
    ),
  },
];
