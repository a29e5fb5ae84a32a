import { createOnce, UncertainCreation } from '../../src/api/create-once.ts'
import { readDescription } from '../../src/api/descriptions.ts'
import { asRead, type Entity } from '../../src/api/entity.ts'
import { readTarget } from '../../src/api/targets.ts'
import { deleteDescription, saveDescription } from '../../src/api/write-description.ts'
import { changesBody, withReadRelations } from '../../src/api/whole-body.ts'
import { patchTarget, replaceTarget } from '../../src/api/write-target.ts'
import { writerFor, type WriteAction } from '../../src/api/writer.ts'
import { changesOf, type FormValues } from '../../src/form/entity-changes.ts'
import type { EntityField } from '../../src/form/entity-fields.ts'
import { entitySave, type EntityStore, type Review, type SaveResult } from '../../src/form/entity-save.ts'
import { fieldsSchema } from '../../src/form/fields-schema.ts'
import { newIdentifier } from '../../src/lib/identifier.ts'
import { JsonText, toJson } from '../../src/lib/json.ts'
import { Problem } from '../../src/lib/problem.ts'
import { undoPlan } from '../../src/pages/activity/undo-plan.ts'
import { deleteSeenDescription } from '../../src/pages/descriptions/delete-seen-description.ts'
import { descriptionFields, noDescription } from '../../src/pages/descriptions/description-fields.ts'
import { descriptionStore } from '../../src/pages/descriptions/description-store.ts'
import { deleteSeen } from '../../src/pages/targets/delete-target.ts'
import { replacementLosses } from '../../src/pages/targets/losses.ts'
import { editedTargetFields } from '../../src/pages/targets/target-fields.ts'
import {
  cellOf,
  type Cells,
  cultures,
  descriptionInputs,
  differing,
  type Held,
  propertyOf,
  targetInputs,
  textAt,
} from './cells.ts'
import type { Who } from './stage.ts'
import { counted, type World } from './world.ts'

/** What a person does at the console. Numbers choose among what there is. */
export type Gesture =
  /** Opens the form unless it is open, types, presses Save or Review, or leaves it at that for now. */
  | {
      readonly do: 'edit'
      readonly typing: readonly (readonly [input: number, text: number])[]
      readonly press: 'save' | 'review' | null
      /** Whether a target is to be sent whole, by PUT. */
      readonly replaces: boolean
    }
  /** Decides about the open review: for each collision in turn whether the other person's value stays. */
  | { readonly do: 'decide'; readonly theirs: readonly boolean[] }
  /** Loads the page anew: what was typed is gone. */
  | { readonly do: 'reload' }
  | { readonly do: 'delete' }
  /** Takes the last save back. */
  | { readonly do: 'undo' }
  /** Creates a target; `shared`: by an identifier that the other person chooses too. */
  | { readonly do: 'create'; readonly shared: boolean }
  /** Presses Create again where nobody knows what became of it. */
  | { readonly do: 'create again' }

interface Form {
  readonly opened: Entity
  /** The same as the server held it. */
  readonly base: Held | null
  /** There was none when the form was opened. */
  readonly isNew: boolean
  /** As the page knows it from the newest look. */
  newest: Entity | null
  readonly fields: readonly EntityField[]
  readonly values: FormValues
  /** What the server is to hold in the cells in which was typed. */
  readonly typed: Map<string, string>
  review: Review | null
  /** Whether a target is sent whole, by PUT. */
  replaces: boolean
  /** It is no form, but the way of a save that is taken back. */
  readonly takesBack?: boolean
}

/** A save that was carried out. */
interface Saved {
  readonly write: Parameters<typeof undoPlan>[0]
  /** As the server held it before and as the save left it, for all the person knows. */
  readonly before: Held | null
  readonly left: Held
}

interface Creation {
  readonly marker: string
  readonly chosen: string | null
  sentAs: string | null
}

/** Somebody at the console, without the screen: every decision is the console's own. Checks what the console says. */
export function createPerson(who: Who, world: World) {
  const { jobId, targetId, noun, held } = world
  const me = world.person(who)
  const inputs = noun === 'target' ? targetInputs : descriptionInputs
  let form: Form | null = null
  let lastSaved: Saved | null = null
  let writtenOver: Entity | null = null
  let creation: Creation | null = null
  let creations = 0

  const demand = (holds: boolean, told: string, detail?: unknown) =>
    world.demand(holds, `${who} was told what is not so: ${told}`, detail)
  const lastRead = (): Held | null => me.read?.held ?? null
  const nothingApplied = (since: number) => me.applied <= since
  const sees = (cell: string, text: string) => {
    me.seen.set(cell, (me.seen.get(cell) ?? new Set()).add(text))
  }

  const formOf = (opened: Entity, before?: Form): Form => {
    const base = lastRead()
    const isNew = before?.isNew ?? base === null
    const newest = base && opened
    const fields =
      noun === 'target'
        ? editedTargetFields(jobId)(opened, cultures)
        : descriptionFields(opened, cultures, jobId)
    me.seen.clear()
    me.version = base?.version ?? null
    for (const input of inputs) sees(cellOf(input), textAt(base, cellOf(input)))
    const values = Object.fromEntries(fields.map(({ name, text }) => [name, text]))
    return { opened, base, isNew, newest, fields, values, typed: new Map(), review: null, replaces: false }
  }

  const open = async (): Promise<Form | null> => {
    const read = noun === 'target' ? readTarget(jobId, targetId, cultures) : readDescription(jobId, cultures)
    const opened = await read.catch(onlyProblem)
    if (opened instanceof Problem) return null
    return formOf(opened ?? noDescription)
  }

  const type = ({ fields, values, typed, base }: Form, [place, choice]: readonly [number, number]) => {
    const input = inputs[place % inputs.length]
    const field = fields.find((one) => one.property === input?.property && one.culture === input.culture)
    const text = input?.texts[choice % input.texts.length]
    if (!input || !field || text === undefined) return
    values[field.name] = text
    const cell = cellOf(input)
    sees(cell, input.held(text))
    if (input.held(text) === textAt(base, cell)) typed.delete(cell)
    else typed.set(cell, input.held(text))
  }

  const storeOf = (at: Form): EntityStore =>
    noun === 'target'
      ? {
          noun,
          read: () => readTarget(jobId, targetId, cultures),
          ...(at.replaces ? replacing : patching),
        }
      : at.takesBack
        ? {
            noun: 'description',
            read: async () => {
              const now = await readDescription(jobId, cultures)
              if (now?.id === at.opened.id) return now
              throw new Problem(
                'The description is gone.',
                'Somebody has deleted it since.',
                'Create it anew.',
              )
            },
            write: (changes, now) => saveDescription(writer('edit'), jobId, now, changes),
          }
        : descriptionStore({
            jobId,
            description: at.newest,
            isNew: at.isNew,
            save: (now, { changes, identifier }) =>
              saveDescription(writer('edit'), jobId, now, changes, undefined, identifier),
            onRead: (now) => {
              at.newest = now ?? at.newest
            },
          })

  /** As `target-editor.tsx` does it. */
  const patching: Pick<EntityStore, 'write'> = {
    write: (changes, now) =>
      patchTarget(writer('edit'), jobId, { target: withReadRelations(now), changes: changesBody(changes) }),
  }
  const replacing: Pick<EntityStore, 'write' | 'reviewsFirst' | 'lossesOf'> = {
    write: (changes, now) => replaceTarget(writer('edit'), jobId, { now, changes }),
    reviewsFirst: true,
    lossesOf: (now) => replacementLosses(now, cultures),
  }

  /** One press of a button, from the press to what the screen says then. */
  const press = async (
    at: Form,
    cells: Cells,
    button: (save: ReturnType<typeof entitySave>) => Promise<SaveResult>,
  ) => {
    const since = world.now()
    me.intent = { cells, since }
    const store = storeOf(at)
    const write: EntityStore['write'] = (changes, now) => {
      writtenOver = now
      return store.write(changes, now)
    }
    const kind = at.takesBack ? 'undo' : 'save'
    const result = await button(entitySave({ ...store, write, opened: at.opened, kind }))
    me.intent = null
    if ('review' in result) reviewed(at, cells, since, result.review)
    else if ('saved' in result) saved(at, cells, since, result.saved, result.written !== null)
    else failed(at, cells, since, result.problem, result.held)
  }

  const reviewed = (at: Form, cells: Cells, since: number, review: Review) => {
    const shown = lastRead()
    world.note(who, `is shown a review, collisions: ${review.collisions.join(', ')}`)
    counted['saves that met a review'] += 1
    demand(nothingApplied(since), 'a review, but something was written already')
    for (const [cell, text] of cells) {
      const collides = textAt(at.base, cell) !== textAt(shown, cell) && text !== textAt(shown, cell)
      if (collides) demand(review.collisions.includes(propertyOf(cell)), 'nothing of a collision', cell)
    }
    const moved = new Set(differing(at.base, shown).map(propertyOf))
    for (const property of review.collisions)
      demand(moved.has(property), 'a collision that is none', property)
    for (const input of inputs)
      if (Object.hasOwn(review.changes, input.property)) sees(cellOf(input), textAt(shown, cellOf(input)))
    at.review = review
  }

  const saved = (at: Form, cells: Cells, since: number, outcome: string, written: boolean) => {
    world.note(who, outcome)
    counted[noun === 'target' ? 'targets saved' : 'descriptions saved'] += 1
    form = null
    lastSaved = written && !at.takesBack ? takenNoteOf(cells) : null
    if (at.takesBack && written) counted['changes undone'] += 1
    if (!written) return demand(nothingApplied(since), outcome)
    if (at.replaces && noun === 'target') counted['targets replaced'] += 1
    for (const [cell, text] of cells) demand(textAt(held(), cell) === text, `${outcome}, but not held:`, cell)
    const beside = differing(at.base, lastRead()).filter((cell) => cell !== 'identifier' && !cells.has(cell))
    const moved = new Set(beside.map(propertyOf))
    const others = / changed (.+) meanwhile/.exec(outcome)?.[1]?.split(', ') ?? []
    if (others.length > 0) counted['saves beside a change of the other'] += 1
    for (const property of others) demand(at.base === null || moved.has(property), outcome, property)
    for (const property of moved)
      demand(others.includes(property), 'nothing of what the other changed', property)
  }

  const failed = (at: Form, cells: Cells, since: number, problem: Problem, found: Entity | null) => {
    const { what, why } = problem
    world.note(who, `${what} ${why}`)
    at.review = null
    if (what !== `The answer to the ${at.takesBack ? 'undo' : 'save'} was lost.`)
      return demand(nothingApplied(since), `"${what} ${why}", but it was carried out`)
    counted['answers lost'] += 1
    const lacks = [...cells].filter(([cell, text]) => textAt(held(), cell) !== text)
    const lacking = new Set(lacks.map(([cell]) => propertyOf(cell)))
    if (found) {
      counted['answers lost, but held'] += 1
      const holds = at.takesBack ? 'it holds what was there before' : 'it holds what you typed'
      demand(why.includes(holds) && lacking.size === 0, why, lacks)
      form = at.takesBack ? null : formOf(found, at)
    } else if (why.includes('asked again')) {
      demand(why.includes('does not hold') && lacking.size > 0, why, lacks)
      const named =
        / in ((?:Relation )?\S+(?:, (?:Relation )?\S+)*)\.$/.exec(why)?.[1]?.split(', ') ??
        [...cells.keys()].map(propertyOf)
      const told = new Set(named)
      demand(told.size === lacking.size && named.every((one) => lacking.has(one)), why, lacks)
    } else demand(why.includes('Looking again failed too'), why)
  }

  /** What the activity log keeps of the save that was just carried out. */
  const takenNoteOf = (cells: Cells): Saved | null => {
    const before = lastRead()
    if (!before || !me.sent || !writtenOver) return null
    const write = {
      ...me.sent,
      location: null,
      before: new JsonText(toJson(asRead(withReadRelations(writtenOver)))),
      sent: new JsonText(me.sent.body),
      answer: undefined,
    }
    return { write, before, left: { version: before.version, cells: new Map([...before.cells, ...cells]) } }
  }

  /** As `undo-change.tsx` does it. */
  const takeBack = async () => {
    if (!lastSaved) return
    const { write, before, left } = lastSaved
    lastSaved = null
    const changed = new Set(differing(before, left).map(propertyOf))
    const plan = undoPlan(write)
    if (plan?.kind !== 'change') return demand(changed.size === 0, 'this cannot be taken back', [...changed])
    const cells = inputs
      .filter(({ property }) => changed.has(property))
      .map((input) => [cellOf(input), textAt(before, cellOf(input))] as const)
    me.seen.clear()
    for (const input of inputs) sees(cellOf(input), textAt(left, cellOf(input)))
    form = {
      opened: plan.left,
      base: left,
      isNew: false,
      newest: null,
      fields: [],
      values: {},
      typed: new Map(cells),
      review: null,
      replaces: false,
      takesBack: true,
    }
    await press(form, new Map(cells), ({ save }) => save(plan.inverse))
  }

  const edit = async ({ typing, press: button, replaces }: Extract<Gesture, { do: 'edit' }>) => {
    if (form?.takesBack) form = null
    form ??= await open()
    if (!form) return
    form.review = null
    form.replaces = replaces
    for (const one of typing) type(form, one)
    if (!button) return
    const { fields, values, typed } = form
    if (!fieldsSchema(fields).safeParse(values).success) return
    const changes = changesOf(fields, values)
    if (Object.keys(changes).length === 0) return demand(typed.size === 0, 'nothing has changed', [...typed])
    await press(form, new Map(typed), ({ save, show }) =>
      button === 'review' ? show(changes) : save(changes),
    )
  }

  const decide = async ({ theirs }: Extract<Gesture, { do: 'decide' }>) => {
    if (!form?.review) return
    const { review } = form
    const left = review.collisions.filter((_, place) => theirs[place % theirs.length])
    const cells = [...form.typed].filter(([cell]) => !left.includes(propertyOf(cell)))
    await press(form, new Map(cells), ({ saveReviewed }) => saveReviewed(review, left))
  }

  const remove = async () => {
    if (form?.takesBack) form = null
    form ??= await open()
    if (!form || (noun === 'description' && form.base === null)) return
    const { opened } = form
    const since = world.now()
    me.intent = { cells: new Map(), since }
    const deleting =
      noun === 'target'
        ? deleteSeen(writer('delete'), jobId, opened)
        : deleteSeenDescription(jobId, opened, (now) => deleteDescription(writer('delete'), jobId, now)).then(
            () => ({
              outcome: 'The description is deleted',
            }),
          )
    const result = await deleting.catch(onlyProblem)
    me.intent = null
    if (result instanceof Problem) {
      const { what, why } = result
      world.note(who, `${what} ${why}`)
      if (what !== 'The answer to the deletion was lost.')
        return demand(nothingApplied(since), `"${what} ${why}", but it was carried out`)
      if (why.endsWith('is still there.')) demand(held() !== null, why)
      if (why.endsWith('is gone.')) demand(held() === null, why)
    } else if ('outcome' in result) {
      world.note(who, result.outcome)
      counted.deleted += 1
      demand(held() === null, result.outcome)
      if (result.outcome.includes('somebody else')) demand(world.goneBy() !== who, result.outcome)
      form = null
    } else {
      demand(nothingApplied(since), 'it moved, and nothing was sent')
      form = null
    }
  }

  /** As `use-target-create.ts` does it. */
  const create = async ({ marker, chosen, sentAs }: Creation) => {
    const identifier = sentAs ?? chosen ?? newIdentifier()
    const history = sentAs !== null ? 'sent' : chosen === null ? 'generated' : 'chosen'
    const body = { identifier, properties: { 'Target.Location': marker, 'Target.Priority': 1 } }
    const since = world.now()
    const result = await createOnce(writer('edit'), jobId, body, history).catch(onlyProblem)
    const ids = world.createdAs(marker)
    if (result instanceof Problem) {
      world.note(who, `${result.what} ${result.why}`)
      if (!(result instanceof UncertainCreation))
        return demand(nothingApplied(since), `"${result.what} ${result.why}", but it was created`)
      counted['creations uncertain'] += 1
      creation = result.fields['identifier'] === undefined ? { marker, chosen, sentAs: identifier } : null
      if (/has no target|is not among/.test(result.why)) demand(ids.length === 0, result.why)
      return
    }
    world.note(who, `created ${result.id}${result.found ? ', found by its identifier' : ''}`)
    counted.created += 1
    if (result.found) counted['found by identifier'] += 1
    demand(ids.length === 1 && (result.id === null || result.id === ids[0]), 'created', { marker, ids })
    creation = null
  }

  return async (gesture: Gesture): Promise<void> => {
    counted.gestures += 1
    world.note(who, `does ${JSON.stringify(gesture)}`)
    if (gesture.do === 'edit') await edit(gesture)
    else if (gesture.do === 'decide') await decide(gesture)
    else if (gesture.do === 'delete') await remove()
    else if (gesture.do === 'undo') await takeBack()
    else if (gesture.do === 'reload') form = null
    else {
      if (gesture.do === 'create') {
        creations += 1
        creation = {
          marker: `${who}-${creations}`,
          chosen: gesture.shared ? 'chosen-by-both' : null,
          sentAs: null,
        }
      }
      if (creation) await create(creation)
    }
  }
}

/** The way to write; the settings here give everything to everybody. */
function writer<Action extends WriteAction>(action: Action) {
  const given = writerFor(action)
  if (!given) throw new Error(`Nobody may ${action}.`)
  return given
}

/** What the console shows; anything else that is thrown is a fault of the console. */
function onlyProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}
