import { html } from 'hono/html'
import type { Tenant } from '../tenants.ts'

/** A page for people: the tenants with their settings and faults, and how to set faults. */
export function controlPage(tenants: Tenant[], origin: string) {
  const json = `-H 'Content-Type: application/json' -d`
  const lines = [
    [
      'the next read of targets answers 503',
      `curl ${origin}/tenants/default/faults ${json} '{"system":"hub","path":"/targets","kind":"status","status":503}'`,
    ],
    [
      'every save is cut off before it is carried out',
      `curl ${origin}/tenants/default/faults ${json} '{"system":"hub","method":"PATCH","times":0,"kind":"cut"}'`,
    ],
    [
      'the next save meets a change by somebody else',
      `curl ${origin}/tenants/default/faults ${json} '{"system":"hub","method":"PATCH","kind":"changedByOther"}'`,
    ],
    [
      'the next save of a BigChange job is refused',
      `curl ${origin}/tenants/default/faults ${json} '{"system":"bigchange","method":"PATCH","kind":"status","status":422,"body":{"title":"Refused","status":422,"errors":{"reference":["Taken."]}}}'`,
    ],
    ['all is well again', `curl -X DELETE ${origin}/tenants/default/faults`],
    ['every answer takes 2 s', `curl -X PATCH ${origin}/tenants/default ${json} '{"fixedDelayMs":2000}'`],
    ['a tenant of its own', `curl ${origin}/tenants ${json} '{"settings":{"rateLimit":0}}'`],
    ['what arrived', `curl ${origin}/tenants/default/calls`],
  ]
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="color-scheme" content="light dark" />
      <title>Sandbox control</title>
      <body style="font: 1rem/1.5 system-ui; max-width: 70rem; margin: 2rem auto; padding: 0 1rem">
        <h1>Sandbox control</h1>
        <h2>Tenants</h2>
        ${tenants.map(
          ({ name, settings, faults, calls }) =>
            html`<h3>${name}</h3>
              <p>${calls.length} calls remembered</p>
              <pre>${JSON.stringify(settings, null, 2)}</pre>
              <p>${faults.list().length === 0 ? 'No faults.' : 'Faults:'}</p>
              <ul>
                ${faults.list().map((fault) => html`<li><code>${JSON.stringify(fault)}</code></li>`)}
              </ul>`,
        )}
        <h2>How to</h2>
        <dl>
          ${lines.map(
            ([what, line]) =>
              html`<dt>${what}</dt>
                <dd><code>${line}</code></dd>`,
          )}
        </dl>
        <p>
          Kinds of faults: status, delay, hold, cut, cutAfter, cutBody, malformed, wrongShape, rateLimit,
          expiredToken, changedByOther. They are described in docs/architecture.md.
        </p>
      </body>
    </html>`
}
