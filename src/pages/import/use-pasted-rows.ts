import { useForm } from 'react-hook-form'
import { placesOf } from '~/form/draft.ts'
import type { FormValues } from '~/form/entity-changes.ts'
import type { EntityField } from '~/form/entity-fields.ts'
import { useDraft } from '~/form/use-draft.ts'

const name = 'rows'
const fields: readonly EntityField[] = [
  { name, property: 'Paste rows', kind: 'text', known: true, text: '', value: null },
]

/** The rows that somebody pastes, and the draft that is kept of them until they are created. */
export function usePastedRows(jobId: string) {
  const form = useForm<FormValues>({ defaultValues: { [name]: '' } })
  const draft = useDraft(form, fields, { of: `jobs/${jobId}/targets/import`, opened: null })
  return {
    draft,
    /** What the textarea needs; `onPaste` is told every text. */
    wiring: (onPaste: (text: string) => void) =>
      form.register(name, { onChange: () => onPaste(form.getValues(name) ?? '') }),
    clear: () => form.setValue(name, ''),
    /** Puts the offered draft there; resolves with its text, null where it is gone. */
    restore: async (): Promise<string | null> => {
      const taken = await draft.take()
      const text = taken && placesOf(fields, taken)[name]
      if (!text) return null
      form.setValue(name, text)
      form.setFocus(name)
      return text
    },
  }
}
