import { Suspense } from 'react'
import { type Control, Controller, type UseFormRegister } from 'react-hook-form'
import { Field } from '~/ui/field.tsx'
import { lazyPart } from '~/ui/lazy-part.tsx'
import { Select } from '~/ui/select.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { TextField } from '~/ui/text-field.tsx'
import type { FormValues } from './entity-changes.ts'
import { isBrokenJson, type EntityField } from './entity-fields.ts'
import { jsonProblems } from './json-shapes.ts'
import { RelationInput } from './relation-input.tsx'
import { TimeInput } from './time-input.tsx'

const JsonEditor = lazyPart(async () => (await import('~/ui/json-editor.tsx')).JsonEditor)

interface FieldInputProps {
  readonly field: EntityField
  readonly register: UseFormRegister<FormValues>
  readonly control: Control<FormValues>
  readonly error: string | undefined
  /** It keeps its text, and the focus. */
  readonly readOnly: boolean
}

const hints: Partial<Record<EntityField['kind'], string>> = {
  identifier: 'Letters, digits, full stops, underscores and hyphens. Left empty, one is made.',
}
const truths = [
  { value: 'true', label: 'true' },
  { value: 'false', label: 'false' },
]

/** The input that fits a property's kind, labelled by the property's name. */
export function FieldInput({ field, register, control, error, readOnly }: FieldInputProps) {
  const { name, kind, culture, property, choices, relation, own } = field
  const label = culture === undefined ? property : `${property} (${culture})`
  if (own)
    return (
      <Controller
        control={control}
        name={name}
        render={({ field: { ref, value, onChange, onBlur } }) => (
          <>{own.render({ ref, value: value ?? '', onChange, onBlur, error, readOnly })}</>
        )}
      />
    )
  if (kind === 'json')
    return (
      <Controller
        control={control}
        name={name}
        render={({ field: { ref, value, onChange, onBlur } }) => (
          <Suspense fallback={<Skeleton label={`Loading the editor of ${label}`} lines={6} />}>
            <JsonEditor
              ref={ref}
              label={label}
              value={value ?? ''}
              onChange={onChange}
              onBlur={onBlur}
              problem={error}
              problemsOf={(text) => jsonProblems(property, text)}
              readOnly={readOnly}
              hint={
                isBrokenJson(field.value)
                  ? 'Kept as text, because it is no JSON; once mended it is saved as JSON.'
                  : undefined
              }
            />
          </Suspense>
        )}
      />
    )
  if (relation)
    return (
      <Controller
        control={control}
        name={name}
        render={({ field: { ref, value, onChange, onBlur } }) => (
          <RelationInput
            ref={ref}
            field={field}
            relation={relation}
            value={value ?? ''}
            onChange={onChange}
            onBlur={onBlur}
            problem={error}
            readOnly={readOnly}
          />
        )}
      />
    )
  if (kind === 'time')
    return (
      <TimeInput
        label={label}
        error={error}
        readOnly={readOnly}
        control={control}
        autoComplete="off"
        {...register(name)}
      />
    )
  const options = kind === 'truth' ? truths : choices
  if (options)
    return (
      <Controller
        control={control}
        name={name}
        render={({ field: { onChange, ...rest } }) => (
          <Select
            label={label}
            error={error}
            options={options}
            // The browser knows no select that is only read.
            aria-readonly={readOnly || undefined}
            {...rest}
            onChange={readOnly ? () => {} : onChange}
          />
        )}
      />
    )
  if (kind === 'text' || (kind === 'culture' && /\n|.{80}/.test(field.text)))
    return (
      <Field label={label} error={error}>
        {(wiring) => (
          <textarea
            {...register(name)}
            {...wiring}
            readOnly={readOnly}
            dir="auto"
            rows={3}
            className="control"
          />
        )}
      </Field>
    )
  return (
    <TextField
      label={label}
      error={error}
      hint={field.locked ? 'Kept as it was sent, so that nothing is created twice.' : hints[kind]}
      readOnly={readOnly || field.locked}
      dir="auto"
      autoComplete="off"
      inputMode={kind === 'whole' ? 'numeric' : undefined}
      {...register(name)}
    />
  )
}
