import { html } from "../html.ts";
import type { Page } from "../shell.ts";
import { SHOP_NAME } from "../shop.ts";

/** A mail as a visitor would get it today. The shop's mailing system is played by the page itself. */
export function mailPage(): Page {
  const main = html`<div class="wrap prose">
    <h1>A mail to you</h1>
    <p class="lead">
      What ${SHOP_NAME} would put into a mail to you: chosen not when it is sent but when it is
      opened, so that nothing in it is sold out or bought already.
    </p>
    <article class="mail" aria-label="Mail">
      <dl class="mail-head">
        <div>
          <dt>From</dt>
          <dd>${SHOP_NAME}</dd>
        </div>
        <div>
          <dt>Subject</dt>
          <dd>A few things you may like</dd>
        </div>
      </dl>
      <div class="mail-body">
        <p>Hello,</p>
        <p>the kettle is on, and these were put aside with you in mind.</p>
        <iframe
          data-mail
          title="Recommendations in the mail"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        ></iframe>
        <p class="note" data-mail-missing hidden>
          There is nothing to show: the Worker behind this shop does not take the key of the
          demonstration.
        </p>
        <p>Until soon,<br />${SHOP_NAME}</p>
      </div>
    </article>
    <p class="note">
      Nothing is sent anywhere. A real shop asks for this block on its server, where its secret key
      is, and puts the answer into its mails.
    </p>
  </div>`;
  return {
    path: "/mail/",
    title: "A mail to you",
    description: "Recommendations in a mail, chosen when it is opened.",
    kind: "mail",
    main,
  };
}
