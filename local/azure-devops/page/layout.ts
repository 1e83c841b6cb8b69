import { randomUUID } from 'node:crypto';
import type { Message } from '../http/send';
import { html, Markup } from './html';

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --accent: #0078d4; }
body { font: 15px/1.5 'Segoe UI', system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
header { border-bottom: 3px solid var(--accent); margin-bottom: 1rem; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
table { border-collapse: collapse; width: 100%; } td, th { padding: .3rem .6rem; text-align: left; border-bottom: 1px solid var(--line); }
.state { background: var(--soft); border-radius: 1rem; padding: .1rem .6rem; white-space: nowrap; }
form { display: flex; gap: .5rem; margin: .5rem 0; flex-wrap: wrap; }
button { background: var(--accent); border: 0; border-radius: .3rem; color: #fff; padding: .4rem .8rem; cursor: pointer; }
select, textarea { font: inherit; padding: .3rem; } textarea { flex: 1 1 100%; min-height: 4rem; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; margin: .7rem 0; overflow-wrap: anywhere; }
.error { border-color: #c50f1f; } .quiet { opacity: .7; }`;

/** A whole page. Nothing but its own style sheet is loaded, nothing runs, forms go to this server only. */
export function page(title: string, content: Markup, status = 200): Message {
  const nonce = randomUUID();
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style nonce="${nonce}">
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
        </header>
        ${content}
      </body>
    </html>`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; img-src https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    },
    body: text,
  };
}
