import type { ReactNode } from 'react'
import type { InputWiring } from '~/form/entity-fields.ts'
import { Field } from '~/ui/field.tsx'
import { Select } from '~/ui/select.tsx'
import { TextField } from '~/ui/text-field.tsx'

interface InputWords {
  readonly label: string
  readonly hint?: string | undefined
}

interface LineOptions extends InputWords {
  readonly type?: 'text' | 'date' | 'time'
  readonly inputMode?: 'numeric' | 'decimal'
  /** Shown and not to be changed, for this reason. */
  readonly locked?: string | undefined
  /** Said beside what is typed now. */
  readonly remark?: (text: string) => string | undefined
}

type Render = (wiring: InputWiring) => ReactNode

const said = (...sentences: (string | undefined)[]): string | undefined =>
  sentences.filter(Boolean).join(' ') || undefined

/** One line of text, a day or a time. */
export const line =
  ({ label, hint, locked, remark, ...rest }: LineOptions): Render =>
  ({ ref, value, onChange, onBlur, error, readOnly }) => (
    <TextField
      {...rest}
      ref={ref}
      label={label}
      hint={said(remark?.(value), hint, locked)}
      error={error}
      disabled={locked !== undefined}
      readOnly={readOnly}
      value={value}
      dir="auto"
      autoComplete="off"
      onBlur={onBlur}
      onChange={(event) => onChange(event.target.value)}
    />
  )

/** Several lines of text. */
export const lines =
  ({ label, hint, locked, remark }: LineOptions): Render =>
  ({ ref, value, onChange, onBlur, error, readOnly }) => (
    <Field label={label} hint={said(remark?.(value), hint, locked)} error={error}>
      {(wiring) => (
        <textarea
          {...wiring}
          ref={ref}
          rows={3}
          dir="auto"
          disabled={locked !== undefined}
          readOnly={readOnly}
          className="control"
          value={value}
          onBlur={onBlur}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )

interface ChoiceOptions extends InputWords {
  readonly choices: readonly { value: string; label: string }[]
  readonly locked?: string | undefined
}

/** One of some choices. */
export const choice =
  ({ label, hint, choices, locked }: ChoiceOptions): Render =>
  ({ ref, value, onChange, onBlur, error, readOnly }) => (
    <Select
      ref={ref}
      label={label}
      hint={said(hint, locked)}
      error={error}
      options={choices}
      disabled={locked !== undefined}
      aria-readonly={readOnly || undefined}
      value={value}
      onBlur={onBlur}
      onChange={(event) => !readOnly && onChange(event.target.value)}
    />
  )
