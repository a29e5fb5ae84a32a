import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field.tsx'

type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'id'>

/** One line of text: `<TextField label="Location" error={errors.location} {...register('location')} />`. */
export function TextField({
  label,
  hint,
  error,
  hideLabel = false,
  className = '',
  type = 'text',
  ...rest
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel}>
      {(wiring) => <input {...rest} {...wiring} type={type} className={`control ${className}`} />}
    </Field>
  )
}
