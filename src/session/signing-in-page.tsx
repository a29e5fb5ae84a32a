import { Spinner } from '~/ui/spinner.tsx'
import { usePageTitle } from '~/ui/page-title.ts'

/** While a sign-in is being finished. Load it lazily. */
export function SigningInPage() {
  usePageTitle('Signing in')
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-4 px-4 py-16">
      <h1 className="text-2xl font-semibold">Jobs console</h1>
      <output className="flex items-center gap-2">
        <Spinner /> Signing in …
      </output>
    </main>
  )
}
