import type { ComponentProps } from 'react'
import { type Control, useWatch } from 'react-hook-form'
import { formatTime } from '~/lib/format.ts'
import { useTimeZone } from '~/lib/time-zone.ts'
import { TextField } from '~/ui/text-field.tsx'
import type { FormValues } from './entity-changes.ts'

interface TimeInputProps extends ComponentProps<typeof TextField> {
  readonly name: string
  readonly control: Control<FormValues>
}

const here = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** A time as the server spells it, and is sent; beside it the same in the person's zone. */
export function TimeInput({ control, ...rest }: TimeInputProps) {
  const text = useWatch({ control, name: rest.name })?.trim() ?? ''
  const [zone = here] = useTimeZone()
  const isTime = /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text))
  return (
    <TextField
      {...rest}
      hint={isTime ? `${formatTime(text)} in ${zone}` : 'ISO 8601, such as 2026-11-22T09:30:00Z'}
    />
  )
}
