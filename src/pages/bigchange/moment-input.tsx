import { type ComponentProps, type SyntheticEvent, useRef } from 'react'
import { TextField } from '~/ui/text-field.tsx'

/** Stands for a day or time of which a part is missing or wrong, among the texts of a form. Nobody can type it. */
export const incomplete = '\u0001'

interface MomentInputProps extends Omit<ComponentProps<typeof TextField>, 'onChange' | 'value'> {
  readonly type: 'date' | 'time'
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onBlur: () => void
}

/**
 * A day or a time. What is not whole has the value '' for the browser, as what is empty, and changing one into the other is
 * no event: so it is looked at after every key, and when it is left.
 */
export function MomentInput({ value, onChange, onBlur, ...rest }: MomentInputProps) {
  const wasBad = useRef(false)
  const look = ({ currentTarget: { validity, value: text } }: SyntheticEvent<HTMLInputElement>) => {
    if (validity.badInput || wasBad.current) onChange(validity.badInput ? incomplete : text)
    wasBad.current = validity.badInput
  }
  return (
    <TextField
      {...rest}
      // Setting any other value would take away what is typed so far.
      value={value === incomplete ? '' : value}
      onChange={(event) => {
        wasBad.current = event.target.validity.badInput
        onChange(wasBad.current ? incomplete : event.target.value)
      }}
      onKeyUp={look}
      onBlur={(event) => {
        look(event)
        onBlur()
      }}
    />
  )
}
