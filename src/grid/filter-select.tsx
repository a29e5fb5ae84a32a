import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import { Select } from '~/ui/select.tsx'
import { TextField } from '~/ui/text-field.tsx'

interface FilterSelectProps {
  readonly label: string
  /** What is filtered by; undefined for anything. */
  readonly value: string | undefined
  readonly choices: readonly string[]
  readonly onChange: (value: string | null) => void
}

// No option identifier holds a space.
const other = 'other value'

/** A filter over an option list that may be longer here than we know: any other value can be typed. */
export function FilterSelect({ label, value, choices, onChange }: FilterSelectProps) {
  const [typing, setTyping] = useState(false)
  // The field in which somebody pressed Enter or Escape is gone then: the focus stays at this filter.
  const [takesFocus, setTakesFocus] = useState(false)
  const endTyping = (byKey: boolean) => {
    setTakesFocus(byKey)
    setTyping(false)
  }
  if (typing)
    return (
      <FilterText
        label={label}
        value={value}
        focusNow
        onChange={(text, byKey) => {
          endTyping(byKey)
          if (text !== null) onChange(text.trim())
        }}
        onLeave={endTyping}
      />
    )
  const known = value === undefined || choices.includes(value) ? choices : [...choices, value]
  return (
    <Select
      label={label}
      // Another word in it moves nothing else on the page: as wide as its place, whatever it holds.
      className="block contain-strict"
      value={value ?? ''}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- see above
      autoFocus={takesFocus}
      options={[
        { value: '', label: 'Any' },
        ...known.map((choice) => ({ value: choice, label: choice })),
        { value: other, label: 'Other…' },
      ]}
      onChange={(event) => {
        if (event.target.value === other) setTyping(true)
        else onChange(event.target.value || null)
      }}
    />
  )
}

interface FilterTextProps {
  readonly label: string
  readonly value: string | undefined
  readonly placeholder?: string
  readonly focusNow?: boolean
  /** `byKey`: by Enter, and not by leaving the field. */
  readonly onChange: (value: string | null, byKey: boolean) => void
  readonly onLeave?: (byKey: boolean) => void
}

/** A filter by a whole value: it acts on Enter or when the person goes on to something else, Escape takes the typing back. */
export function FilterText({ label, value = '', placeholder, focusNow, onChange, onLeave }: FilterTextProps) {
  const [text, setText] = useState(value)
  const [shown, setShown] = useState(value)
  if (shown !== value) {
    setShown(value)
    setText(value)
  }
  const act = (byKey: boolean) => {
    if (text !== value) onChange(text.trim() ? text : null, byKey)
    else onLeave?.(byKey)
  }
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    // A dialog that opens, or another window, interrupts the typing: that is no leaving.
    if (document.hasFocus() && !relatedTarget?.closest('[role$=dialog]')) act(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      // The same press would open the select that takes this field's place.
      event.preventDefault()
      act(true)
    }
    if (event.key === 'Escape') {
      setText(value)
      onLeave?.(true)
    }
  }
  return (
    <TextField
      label={label}
      value={text}
      placeholder={placeholder}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this field
      autoFocus={focusNow}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    />
  )
}
