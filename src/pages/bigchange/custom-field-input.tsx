import type { CustomField } from '~/api/job-records.ts'
import type { OwnInput } from '~/form/entity-fields.ts'
import {
  customFieldProblem,
  customFieldValue,
  isClock,
  isDay,
  isText,
  unset,
} from './custom-field-problem.ts'
import { choice, line, lines, moment } from './own-inputs.tsx'
import { customValue } from './record-entity.ts'
import { UnsettableField } from './unsettable-field.tsx'

const longest = 500

/** What the form shows of a custom field before anybody types. */
export const customFieldText = ({ definition, value }: CustomField): string =>
  value ?? (isText(definition.type) ? unset : '')

/** The input that fits the type of a custom field, labelled by the field's name. */
export const customFieldInput = (label: string, field: CustomField): OwnInput => ({
  render: renderOf(label, field),
  valueOf: (text) => customValue(field, customFieldValue(field, text)),
  problemOf: (text) => customFieldProblem(field, customFieldValue(field, text)),
})

function renderOf(label: string, { definition, value }: CustomField): OwnInput['render'] {
  const { type, options, systemListType, defaultValue, isMandatory } = definition
  const required = isMandatory ?? false
  const hint =
    [isMandatory && 'Required.', defaultValue && type !== 'statement' && `Default: ${defaultValue}`]
      .filter(Boolean)
      .join(' ') || undefined
  switch (type) {
    case 'boolean':
      return choice({
        label,
        hint,
        required,
        choices: choicesOf(['true', 'false'], value, { true: 'Yes', false: 'No' }),
      })
    case 'list':
      return options
        ? choice({ label, hint, required, choices: choicesOf(options, value) })
        : line({ label, hint, required })
    case 'integer':
      return line({ label, hint, required, inputMode: 'numeric' })
    case 'decimal':
      return line({ label, hint, required, inputMode: 'decimal' })
    case 'date':
      // The browser's own input would show nothing of a value that is no day.
      return !value || isDay(value)
        ? moment({ label, hint, required, type })
        : line({ label, hint, required })
    case 'time':
      return !value || isClock(value)
        ? moment({ label, hint, required, type })
        : line({ label, hint, required })
    case 'statement':
      return lines({ label, locked: 'A statement: nobody can change it.' })
    case 'systemList':
      return line({
        label,
        hint: [idOf(systemListType), hint].filter(Boolean).join(' '),
        required,
        inputMode: 'numeric',
      })
    default:
      return ({ ref, value: text, onChange, onBlur, error, readOnly }) => (
        <UnsettableField
          label={label}
          hint={[text.length > longest && tooLong(longest), hint].filter(Boolean).join(' ') || undefined}
          required={required}
          inputRef={ref}
          value={text}
          error={error}
          readOnly={readOnly}
          lines={type === 'note' || /\n/.test(value ?? '')}
          onChange={onChange}
          onBlur={onBlur}
        />
      )
  }
}

/** No length is published; the vendor's older service has these limits. Warn, and let the server decide. */
export const tooLong = (most: number): string => `More than ${most} characters: BigChange may refuse it.`

const idOf = (systemListType: string | null | undefined): string => {
  const what = { resource: 'a resource', vehicle: 'a vehicle', webUser: 'a web user' }
  const known = Object.entries(what).find(([name]) => name === systemListType)?.[1]
  return `The id of ${known ?? 'a record of BigChange'}.`
}

function choicesOf(values: readonly string[], current: string | null, labels: Record<string, string> = {}) {
  const all = current === null || values.includes(current) ? values : [current, ...values]
  return [
    { value: '', label: 'Not set' },
    ...all.filter(Boolean).map((value) => ({ value, label: labels[value] ?? value })),
  ]
}
