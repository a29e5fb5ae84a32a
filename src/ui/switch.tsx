import { type ComponentProps, useId } from 'react'

interface SwitchProps extends Omit<ComponentProps<'input'>, 'type' | 'role' | 'id'> {
  label: string
  hint?: string
}

/** On or off, at once. */
export function Switch({ label, hint, ...rest }: SwitchProps) {
  const id = useId()
  return (
    <div className="grid gap-0.5">
      <label className="flex min-h-6 items-center gap-2 text-sm">
        <input
          {...rest}
          type="checkbox"
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- a native checkbox tells its state itself
          role="switch"
          className="switch"
          aria-describedby={hint ? id : undefined}
        />
        {label}
      </label>
      {hint && (
        <p id={id} className="pl-9 text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
