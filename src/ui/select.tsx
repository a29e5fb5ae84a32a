import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'

interface Option {
  value: string
  label: string
}

type SelectProps = FieldProps &
  Omit<ComponentProps<'select'>, 'id' | 'children'> & { options: readonly Option[] }

/** The browser's own select: works with a keyboard, a thumb and react-hook-form's `register`. */
export function Select({
  label,
  hint,
  error,
  hideLabel = false,
  options,
  className = '',
  ...rest
}: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel}>
      {(wiring) => (
        <span className="relative block">
          <select {...rest} {...wiring} className={`control ${className}`}>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <Icon name="down" className="pointer-events-none absolute top-2 right-2 text-muted" />
        </span>
      )}
    </Field>
  )
}
