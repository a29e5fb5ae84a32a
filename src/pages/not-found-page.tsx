import { Link } from 'react-router'
import { buttonClass } from '~/ui/button.tsx'
import { PageHeader } from '~/ui/page-header.tsx'

/** An address that shows nothing, with a way back. */
export function NotFoundPage() {
  return (
    <>
      <PageHeader title="Page not found" />
      <p className="mb-4 text-muted">
        There is no page at this address. An id is a whole number from 1 to 9223372036854775807.
      </p>
      <Link to="/" className={buttonClass('primary')}>
        Open a job
      </Link>
    </>
  )
}
