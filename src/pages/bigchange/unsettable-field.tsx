import { useRef } from 'react'
import type { InputWiring } from '~/form/entity-fields.ts'
import { Checkbox } from '~/ui/checkbox.tsx'
import { Field } from '~/ui/field.tsx'
import { unset } from './custom-field-problem.ts'

interface UnsettableFieldProps extends Pick<
  InputWiring,
  'value' | 'onChange' | 'onBlur' | 'error' | 'readOnly'
> {
  readonly label: string
  readonly hint: string | undefined
  readonly required: boolean
  /** Takes the focus. */
  readonly inputRef: InputWiring['ref']
  readonly lines?: boolean
}

/** A text that may also be not set, which is something else than empty. */
export function UnsettableField({
  label,
  hint,
  required,
  value,
  error,
  readOnly,
  inputRef,
  lines = false,
  onChange,
  onBlur,
}: UnsettableFieldProps) {
  const lastText = useRef('')
  const isUnset = value === unset
  const shared = {
    ref: inputRef,
    value: isUnset ? '' : value,
    placeholder: isUnset ? 'Not set' : 'Empty text',
    dir: 'auto',
    autoComplete: 'off',
    className: 'control',
    readOnly,
    'aria-required': required,
    onBlur,
  } as const
  return (
    <div className="grid gap-1">
      <Field label={label} error={error} hint={hint}>
        {(wiring) =>
          lines ? (
            <textarea {...wiring} {...shared} rows={3} onChange={(event) => onChange(event.target.value)} />
          ) : (
            <input {...wiring} {...shared} onChange={(event) => onChange(event.target.value)} />
          )
        }
      </Field>
      <Checkbox
        label="Not set"
        aria-label={`${label}: not set`}
        checked={isUnset}
        onChange={(event) => {
          if (readOnly) return
          if (event.target.checked) lastText.current = value
          onChange(event.target.checked ? unset : lastText.current)
        }}
      />
    </div>
  )
}
