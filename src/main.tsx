import './app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import * as z from 'zod/mini'
import { App } from './app.tsx'
import { setConfig } from '~/lib/current-config.ts'
import { exactJsonSupported } from '~/lib/json.ts'
import { loadConfig } from '~/lib/load-config.ts'
import { asProblem, Problem } from '~/lib/problem.ts'
import { finishSignIn, hasCallbackParameters, startSession } from '~/session/session.ts'
import { ProblemAlert } from '~/ui/problem-alert.tsx'

// zod would probe `new Function`, which the policy of the document reports.
z.config({ jitless: true })

const element = document.getElementById('root')
if (!element) throw new Error('The document has no #root.')
const root = createRoot(element)

async function start() {
  try {
    if (!exactJsonSupported())
      throw new Problem(
        'The console cannot start.',
        'This browser cannot read numbers of 64 bits exactly.',
        'Use a newer version of it.',
      )
    setConfig(await loadConfig(window.firstRequests?.config))
    const address = new URL(location.href)
    // What takes long is told; what does not leaves what is painted already.
    if (hasCallbackParameters(address))
      await Promise.race([finishSignIn(address), new Promise((end) => setTimeout(end, 1000))])
    else startSession()
    root.render(
      <StrictMode>
        <App />
      </StrictMode>,
    )
  } catch (error) {
    root.render(
      <main className="mx-auto grid max-w-2xl gap-4 px-4 py-16">
        <h1 className="text-2xl font-semibold">Jobs console</h1>
        <ProblemAlert
          problem={asProblem(error, 'The console cannot start.')}
          onRetry={() => location.reload()}
        />
      </main>,
    )
  }
}

// No await at the top: it would keep the bundler from putting what the first page needs into one file.
void start()
