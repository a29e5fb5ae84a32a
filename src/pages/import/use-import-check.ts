import { useRef, useState } from 'react'
import { readTargets } from '~/api/targets.ts'
import { config } from '~/lib/current-config.ts'
import { asProblem, type Problem } from '~/lib/problem.ts'
import { type CheckedRows, checkRows } from './check-rows.ts'
import { type ColumnUse, guessUses, rememberedUses, rememberUses, usesProblem } from './column-use.ts'
import { type ImportField, importFields } from './import-fields.ts'
import { readSource } from './source-text.ts'
import { readTable, type SourceTable } from './source-table.ts'

/** A file or a text that was read, with what its columns are for and what is wrong in it. */
export interface ReadImport {
  readonly table: SourceTable
  readonly fields: readonly ImportField[]
  readonly uses: readonly ColumnUse[]
  /** Null while it is looked at, or where the columns cannot be used so. */
  readonly checked: CheckedRows | null
  readonly usesProblem: string | null
}

/** Reads and checks what is to be imported, step by step; nothing is sent. */
export function useImportCheck(jobId: string) {
  const [read, setRead] = useState<ReadImport | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef<AbortController>(null)

  /** The newest wish alone counts. */
  const alone = async (work: (signal: AbortSignal) => Promise<void>) => {
    running.current?.abort()
    const control = new AbortController()
    running.current = control
    setBusy(true)
    setProblem(null)
    try {
      await work(control.signal)
    } catch (error) {
      if (!control.signal.aborted) setProblem(asProblem(error, 'The rows cannot be checked.'))
    } finally {
      if (running.current === control) setBusy(false)
    }
  }

  const checkUses = async (one: Omit<ReadImport, 'checked' | 'usesProblem'>, signal: AbortSignal) => {
    const wrong = usesProblem(one.uses)
    setRead({ ...one, checked: null, usesProblem: wrong })
    if (wrong !== null) return
    const checked = await checkRows(one.table, one.uses, one.fields, signal)
    setRead({ ...one, checked, usesProblem: null })
  }

  return {
    read,
    problem,
    busy,
    check: (source: File | string) =>
      alone(async (signal) => {
        setRead(null)
        const text = typeof source === 'string' ? { text: source, name: '' } : await readSource(source)
        const table = await readTable(text, signal)
        const { cultures } = config().contentHub
        const fields = importFields(await someTargets(jobId, signal), cultures)
        const remembered = rememberedUses(jobId, table.columns)
        const uses = guessUses(table, fields, cultures).map((guess, place) => remembered[place] ?? guess)
        await checkUses({ table, fields, uses }, signal)
      }),
    choose: (place: number, use: ColumnUse) =>
      alone(async (signal) => {
        if (!read) return
        const uses = read.uses.map((one, other) => (other === place ? use : one))
        rememberUses(jobId, read.table.columns, uses)
        await checkUses({ ...read, uses }, signal)
      }),
    forget: () => {
      running.current?.abort()
      setBusy(false)
      setRead(null)
      setProblem(null)
    },
  }
}

/** They show of what kind the properties are; without them the settings alone do. */
const someTargets = async (jobId: string, signal: AbortSignal) => {
  const { cultures, takeMax } = config().contentHub
  const page = await readTargets(jobId, { skip: 0, take: takeMax, cultures }, { signal })
  return page.items ?? []
}
