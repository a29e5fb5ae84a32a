import { type ReactNode, useState } from 'react'
import { Link, type To } from 'react-router'
import type { Right } from '~/api/use-right.ts'
import type { WriteAction, Writer } from '~/api/writer.ts'
import { Button, buttonClass } from '~/ui/button.tsx'
import { Note } from '~/ui/note.tsx'

interface FormGateProps<Doing extends WriteAction> {
  readonly right: Right<Doing>
  /** The way back for those who may not: "Back to target 7". */
  readonly back: { readonly to: To; readonly state?: unknown; readonly label: string }
  /** What the form would be about, to be read. */
  readonly instead?: ReactNode
  readonly children: (writer: Writer<Doing>) => ReactNode
}

/** Opens a form to those who may. Once open it stays: a refused save must not take away what was typed. */
export function FormGate<Doing extends WriteAction>({
  right,
  back,
  instead,
  children,
}: FormGateProps<Doing>) {
  const [opened, setOpened] = useState(right.writer)
  if (!opened && right.writer) setOpened(right.writer)
  if (opened) return children(opened)
  const { reason = 'Your account may look at this, but not change it.', tryAgain } = right.refusal ?? {}
  return (
    <div className="grid gap-4">
      <Note
        tone="warn"
        action={
          <>
            {tryAgain && <Button onClick={tryAgain}>Try again</Button>}
            <Link to={back.to} state={back.state} className={buttonClass()}>
              {back.label}
            </Link>
          </>
        }
      >
        {reason}
      </Note>
      {instead}
    </div>
  )
}
