import type { ComponentProps } from 'react'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: string
  /** The label is heard, not seen: one element, for rows. */
  hideLabel?: boolean
  /** Some, not all, of what it stands for is chosen. */
  indeterminate?: boolean
}

export function Checkbox({
  label,
  hideLabel = false,
  indeterminate = false,
  className = '',
  ...rest
}: CheckboxProps) {
  const box = (
    <input
      ref={(input) => {
        if (input) input.indeterminate = indeterminate
      }}
      {...rest}
      type="checkbox"
      aria-label={hideLabel ? label : rest['aria-label']}
      className={`size-4 shrink-0 align-middle ${className}`}
    />
  )
  if (hideLabel) return box
  return (
    <label className="flex min-h-6 items-center gap-2 text-sm">
      {box}
      {label}
    </label>
  )
}
