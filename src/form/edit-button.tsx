import { type To, useNavigate } from 'react-router'
import type { Right } from '~/api/use-right.ts'
import { Button } from '~/ui/button.tsx'
import { Offered } from './offered.tsx'

interface EditButtonProps {
  readonly right: Right
  /** The editor's address. */
  readonly to: To
  /** What the history keeps with it. */
  readonly state?: unknown
}

/** Opens the editor, for those who may. */
export function EditButton({ right, to, state }: EditButtonProps) {
  const navigate = useNavigate()
  return (
    <Offered right={right} label="Edit">
      <Button icon="edit" onClick={() => void navigate(to, { state })}>
        Edit
      </Button>
    </Offered>
  )
}
