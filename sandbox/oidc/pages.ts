import type { ServerResponse } from 'node:http'

const styles = `
:root { color-scheme: light dark; --ink: light-dark(#1b2330, #e6eaf0); --dim: light-dark(#4d5a6b, #a8b3c2);
  --page: light-dark(#eef1f5, #10141a); --card: light-dark(#fff, #1a2029); --line: light-dark(#76839a, #7b879a);
  --accent: light-dark(#1f5fbf, #7eb0ff); --on-accent: light-dark(#fff, #0d1420); --bad: light-dark(#a3161f, #ffb0ae);
  --bad-page: light-dark(#fdecec, #3a1a1d); }
* { box-sizing: border-box }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1.5rem; background: var(--page);
  color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { width: min(24rem, 100%); padding: 2rem; background: var(--card); border-radius: .75rem;
  border: 1px solid light-dark(#d8dee7, #2b3442); box-shadow: 0 1rem 2.5rem -1.5rem rgb(0 0 0 / .4) }
h1 { margin: 0 0 .25rem; font-size: 1.375rem; line-height: 1.25 }
p { margin: 0 0 1.25rem; color: var(--dim) }
label { display: block; margin-bottom: .25rem; font-weight: 600; font-size: .9375rem }
input { width: 100%; margin-bottom: 1rem; padding: .625rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: .375rem }
button { width: 100%; min-height: 2.75rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent);
  border: 0; border-radius: .375rem; cursor: pointer }
button:hover { filter: brightness(1.08) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
[role=alert] { padding: .625rem .75rem; color: var(--bad); background: var(--bad-page); border-radius: .375rem }
`

const files: Record<string, { type: string; text: string }> = {
  '/pages.css': { type: 'text/css; charset=utf-8', text: styles },
  '/continue.js': {
    type: 'text/javascript; charset=utf-8',
    text: 'document.querySelector("button").click()\n',
  },
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages.css">
</head>
<body><main>
<h1>${escaped(title)}</h1>
${body}
</main></body>
</html>
`

export const signInPage = (action: string, userName = '', problem?: string) =>
  page(
    'Sign in',
    `<p>Sandbox accounts: viewer, operator and lead. The password is the same word.</p>
${problem === undefined ? '' : `<p role="alert" id="problem">${escaped(problem)}</p>`}
<form method="post" action="${escaped(action)}">
<label for="user-name">User name</label>
<input id="user-name" name="user_name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus
  value="${escaped(userName)}"${problem === undefined ? '' : ' aria-describedby="problem"'}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>`,
  )

/** `form` is the provider's own, hidden one; the script presses the button, without script a person does. */
export const signOutPage = (form: string) =>
  page(
    'Signing out',
    `<p>You are being signed out.</p>${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<script src="/continue.js"></script>`,
  )

export const messagePage = (title: string, text: string) =>
  page(title, `<p role="alert">${escaped(text)}</p>`)

/** The policy of these pages. Browsers check `form-action` for redirects after a form too, so the apps are in it. */
export const pagePolicy = (appOrigins: string[]) =>
  `default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action ${["'self'", ...appOrigins].join(' ')}`

/** Sends the file of that name if it is one of the pages' own. */
export function sendPageFile(path: string, response: ServerResponse): boolean {
  const file = files[path]
  if (file === undefined) return false
  response.writeHead(200, { 'Content-Type': file.type, 'X-Content-Type-Options': 'nosniff' }).end(file.text)
  return true
}
