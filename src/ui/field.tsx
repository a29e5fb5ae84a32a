import { type ReactNode, useId } from 'react'
import { Icon } from './icon.tsx'

/** A message, or react-hook-form's error that bears one. */
type FieldProblem = string | { message?: string | undefined } | undefined

export interface FieldProps {
  label: string
  /** Said beside the label and read with the field. */
  hint?: ReactNode
  error?: FieldProblem
  /** The label is heard, not seen. */
  hideLabel?: boolean
}

interface Wiring {
  id: string
  'aria-invalid': boolean | undefined
  'aria-describedby': string | undefined
}

/** Label, hint and error around one control, and the attributes that tie the control to them. */
export function Field({
  label,
  hint,
  error,
  hideLabel = false,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const message = typeof error === 'string' ? error : error?.message
  const described = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': message ? true : undefined,
        'aria-describedby': described || undefined,
      })}
      {message && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-bad">
          <Icon name="error" className="mt-0.5" />
          {message}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
