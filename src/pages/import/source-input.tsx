import './file-input.css'
import { useId, useRef } from 'react'
import { Field } from '~/ui/field.tsx'
import { fileBytesMax } from './source-text.ts'
import type { usePastedRows } from './use-pasted-rows.ts'

interface SourceInputProps {
  readonly rows: ReturnType<typeof usePastedRows>
  /** '' where there is nothing any more. */
  readonly onChange: (source: File | string) => void
}

/** Where the rows come from: a file, or what is pasted; the one that was given last. */
export function SourceInput({ rows, onChange }: SourceInputProps) {
  const file = useRef<HTMLInputElement>(null)
  const id = useId()
  return (
    <div className="grid grid-cols-1 gap-4 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="grid content-start gap-1">
        <label htmlFor={id} className="text-sm font-medium">
          File
        </label>
        <input
          ref={file}
          id={id}
          type="file"
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl"
          aria-describedby={`${id}-hint`}
          className="file-input"
          onChange={({ target }) => {
            const [chosen] = target.files ?? []
            if (chosen) rows.clear()
            onChange(chosen ?? '')
          }}
        />
        <p id={`${id}-hint`} className="text-sm text-muted">
          CSV with a header, JSON, or one JSON object a line; UTF-8, up to {fileBytesMax / 1_000_000} MB. You
          can drop it here.
        </p>
      </div>
      <Field label="Paste rows" hint="From a spreadsheet, with its header, or as a text file has them.">
        {(wiring) => (
          <textarea
            {...wiring}
            {...rows.wiring((text) => {
              if (text && file.current) file.current.value = ''
              onChange(text)
            })}
            rows={6}
            spellCheck={false}
            className="control font-mono"
            wrap="off"
          />
        )}
      </Field>
    </div>
  )
}
