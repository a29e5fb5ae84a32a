import type { ReactNode } from 'react'
import type { InputWiring } from '~/form/entity-fields.ts'
import { Field } from '~/ui/field.tsx'
import { Select } from '~/ui/select.tsx'
import { TextField } from '~/ui/text-field.tsx'
import { MomentInput } from './moment-input.tsx'

interface InputWords {
  readonly label: string
  readonly hint?: string | undefined
  readonly required?: boolean
  /** Shown and not to be changed, for this reason. */
  readonly locked?: string | undefined
}

interface LineOptions extends InputWords {
  readonly inputMode?: 'numeric' | 'decimal'
  /** Said beside what is typed now. */
  readonly remark?: (text: string) => string | undefined
}

type Render = (wiring: InputWiring) => ReactNode

const said = (...sentences: (string | undefined)[]): string | undefined =>
  sentences.filter(Boolean).join(' ') || undefined

/** One line of text. */
export const line =
  ({ label, hint, locked, remark, required, ...rest }: LineOptions): Render =>
  ({ ref, value, onChange, onBlur, error, readOnly }) => (
    <TextField
      {...rest}
      ref={ref}
      label={label}
      hint={said(remark?.(value), hint, locked)}
      error={error}
      disabled={locked !== undefined}
      readOnly={readOnly}
      aria-required={required}
      value={value}
      dir="auto"
      autoComplete="off"
      onBlur={onBlur}
      onChange={(event) => onChange(event.target.value)}
    />
  )

/** A day (`yyyy-MM-dd`) or a time (`HH:mm`). */
export const moment =
  ({ label, hint, required, type }: InputWords & { readonly type: 'date' | 'time' }): Render =>
  ({ ref, readOnly, ...wiring }) => (
    <MomentInput
      {...wiring}
      type={type}
      ref={ref}
      label={label}
      hint={hint}
      readOnly={readOnly}
      aria-required={required}
      autoComplete="off"
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
}

/** One of some choices. A draft may bear a value that is none of them. */
export const choice =
  ({ label, hint, choices, locked, required }: ChoiceOptions): Render =>
  ({ ref, value, onChange, onBlur, error, readOnly }) => (
    <Select
      ref={ref}
      label={label}
      hint={said(hint, locked)}
      error={error}
      options={choices.some((one) => one.value === value) ? choices : [...choices, { value, label: value }]}
      disabled={locked !== undefined}
      aria-required={required}
      aria-readonly={readOnly || undefined}
      value={value}
      onBlur={onBlur}
      onChange={(event) => !readOnly && onChange(event.target.value)}
    />
  )
