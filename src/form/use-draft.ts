import { useEffect, useRef, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { Entity } from '~/api/entity.ts'
import { config } from '~/lib/current-config.ts'
import { type Beside, type Draft, type DraftEntry, draftOf, tellingOf } from './draft.ts'
import { databaseName, draftsOf, DraftTooLarge, dropDraft, keepDraft, readDraft } from './draft-store.ts'
import type { FormValues } from './entity-changes.ts'
import type { EntityField } from './entity-fields.ts'
import { enterEditor, pagesEditing } from './open-editors.ts'

export interface DraftOptions {
  /** Names the entity in its system: "jobs/39596/targets/2000001". */
  readonly of: string
  /** In which it was read; a draft is offered where it is read in the same. */
  readonly cultures?: readonly string[]
  /** The entity as the form was opened with it; null for what does not exist yet. */
  readonly opened: Entity | null
  readonly beside?: Beside
}

/** Why a draft is not kept. */
export type Unkept = 'tooLarge' | 'refused'

const pauseMs = 400
const limitMs = 1000
const nothingBeside: Beside = { text: '', isTouched: false }
const nobody: ReadonlySet<string> = new Set()

/** Keeps what is typed into a form in this browser, and offers what was typed before and not saved. */
export function useDraft(
  form: Pick<UseFormReturn<FormValues>, 'getValues' | 'subscribe'>,
  fields: readonly EntityField[],
  { of, cultures = [], opened, beside = nothingBeside }: DraftOptions,
) {
  const [page] = useState(() => crypto.randomUUID())
  const [entity] = useState(() => `${config().contentHub.url} ${of}`)
  const [key] = useState(() => [entity, ...cultures.toSorted()].join(' '))
  const [others, setOthers] = useState(nobody)
  const [offered, setOffered] = useState<DraftEntry | null>(null)
  const [unkept, setUnkept] = useState<Unkept | null>(null)
  const id = useRef<string>(crypto.randomUUID())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isOver = useRef(false)
  const latest = useRef({ fields, opened, beside })

  /** The newest draft that no open page is writing. */
  const find = async (): Promise<DraftEntry | null> => {
    const live = await pagesEditing(databaseName(), entity)
    const isFree = (one: DraftEntry) => one.id !== id.current && (one.page === page || !live.has(one.page))
    return (await draftsOf(key)).find(isFree) ?? null
  }
  const offer = () =>
    find()
      .catch(() => null)
      .then(setOffered)

  const stopWaiting = () => {
    clearTimeout(timer.current)
    timer.current = undefined
  }
  const keep = async (special?: Beside) => {
    stopWaiting()
    if (isOver.current) return
    const { fields, opened, beside } = latest.current
    const draft = draftOf(fields, form.getValues(), opened, special ?? beside)
    const entry = { id: id.current, of: key, page, at: new Date().toISOString() }
    try {
      if (draft) await keepDraft({ ...entry, ...tellingOf(draft, opened) }, draft)
      else await dropDraft(entry.id)
      setUnkept(null)
    } catch (error) {
      setUnkept(draft && (error instanceof DraftTooLarge ? 'tooLarge' : 'refused'))
    }
  }
  const keepSoon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void keep(), pauseMs)
  }
  const forget = () => {
    stopWaiting()
    dropDraft(id.current).catch(() => {})
    id.current = crypto.randomUUID()
  }

  useEffect(() => {
    const hasChanged = latest.current.beside.text !== beside.text
    latest.current = { fields, opened, beside }
    if (hasChanged) keepSoon()
  })
  useEffect(() => enterEditor(databaseName(), entity, page, setOthers), [entity, page])
  useEffect(() => {
    void offer()
    // oxlint-disable-next-line react/exhaustive-deps -- at first, and whenever another tab comes or goes
  }, [others])
  useEffect(() => {
    const stop = form.subscribe({ formState: { values: true }, callback: keepSoon })
    const keepWhatWaits = () => {
      if (timer.current !== undefined) void keep()
    }
    const ends = ['beforeunload', 'pagehide', 'visibilitychange'] as const
    for (const end of ends) addEventListener(end, keepWhatWaits, { capture: true })
    return () => {
      stop()
      for (const end of ends) removeEventListener(end, keepWhatWaits, { capture: true })
      keepWhatWaits()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what is kept is looked up when it is kept
  }, [])

  return {
    offered,
    unkept,
    /** Another tab of this person edits the same. */
    isElsewhere: others.size > 0,
    /** Keeps what is typed at once, with `special` for what is beside the fields. Never rejects, and never takes long. */
    keepNow: (special?: Beside): Promise<void> =>
      Promise.race([keep(special), new Promise<void>((resolve) => setTimeout(resolve, limitMs))]),
    /** Gives the offered draft, which is from now on the one of this form; what is typed here becomes another. */
    take: async (): Promise<Draft | null> => {
      await keep()
      const found = await find().catch(() => null)
      const draft = found && found.id === offered?.id ? await readDraft(found.id).catch(() => null) : null
      if (found && draft) id.current = found.id
      void offer()
      return draft ?? null
    },
    /** Drops the offered draft. */
    refuse: async () => {
      if (offered) await dropDraft(offered.id).catch(() => {})
      await offer()
    },
    /** What was typed is not wanted any more. */
    forget,
    /** What was typed is saved, or left for good. */
    end: () => {
      isOver.current = true
      forget()
    },
  }
}
