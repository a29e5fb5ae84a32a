/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a datalist cannot be styled and hides what does not match; the keys go to the input, as the ARIA pattern has it */
import { type ComponentProps, type KeyboardEvent, useId, useState } from 'react'
import { Field, type FieldProps } from './field.tsx'

interface ComboboxProps extends FieldProps, Omit<ComponentProps<'input'>, 'id' | 'value' | 'list'> {
  value: string
  /** Called with every change of the text, typed or chosen. */
  onValueChange: (value: string) => void
  /** Called with a value that is meant: one chosen from the list, or typed and followed by Enter or by leaving the field. */
  onCommit?: (value: string) => void
  /** Offered, not required: any text may be typed. */
  options: readonly string[]
}

const none = -1
const intoView = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' })

/** A text field that offers what is known (the ARIA combobox pattern with a list that narrows). */
export function Combobox({
  label,
  hint,
  error,
  hideLabel = false,
  value,
  onValueChange,
  onCommit,
  options,
  ...rest
}: ComboboxProps) {
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState(false)
  const [active, setActive] = useState(none)

  const wanted = value.trim().toLowerCase()
  const shown = typed ? options.filter((option) => option.toLowerCase().includes(wanted)) : options
  const expanded = open && shown.length > 0

  const show = () => setOpen(true)
  const close = () => {
    setOpen(false)
    setTyped(false)
    setActive(none)
  }
  const choose = (option: string) => {
    close()
    onValueChange(option)
    onCommit?.(option)
  }
  const move = (step: number) => {
    if (!expanded) return show()
    const from = active === none && step < 0 ? 0 : active
    setActive((from + step + shown.length) % shown.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = expanded ? shown[active] : undefined
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Escape' && expanded) close()
    else if (event.key === 'Enter' && chosen !== undefined) choose(chosen)
    else if (event.key === 'Enter') return commitTyped()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const commitTyped = () => {
    if (typed) onCommit?.(value)
    close()
  }

  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel}>
      {(wiring) => (
        <span className="relative block">
          <input
            {...rest}
            {...wiring}
            type="text"
            role="combobox"
            autoComplete="off"
            aria-autocomplete="list"
            aria-expanded={expanded}
            aria-controls={listId}
            aria-activedescendant={expanded && active !== none ? `${listId}-${active}` : undefined}
            className="control"
            value={value}
            onChange={(event) => {
              onValueChange(event.target.value)
              setTyped(true)
              setActive(none)
              show()
            }}
            onClick={show}
            onKeyDown={onKeyDown}
            onBlur={commitTyped}
          />
          <span
            id={listId}
            role="listbox"
            aria-label={label}
            hidden={!expanded}
            className="popup absolute inset-x-0 top-full z-10 mt-1 block max-h-60 overflow-y-auto p-1 text-sm"
          >
            {expanded &&
              shown.map((option, index) => (
                <span
                  key={option}
                  id={`${listId}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  className="flex min-h-7 items-center rounded-sm px-2 wrap-anywhere aria-selected:bg-hover"
                  ref={index === active ? intoView : undefined}
                  onPointerMove={() => setActive(index)}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => choose(option)}
                >
                  {option}
                </span>
              ))}
          </span>
        </span>
      )}
    </Field>
  )
}
