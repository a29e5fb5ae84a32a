import type { TakenBack } from '~/api/call.ts'
import { createOnce, UncertainCreation } from '~/api/create-once.ts'
import { readDescription } from '~/api/descriptions.ts'
import { writtenValueOf } from '~/api/exact-value.ts'
import { creationNote } from '~/api/new-targets.ts'
import { nothingSent } from '~/api/nothing-sent.ts'
import { saveDescription } from '~/api/write-description.ts'
import type { Writer } from '~/api/writer.ts'
import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { readIfThere } from '~/pages/targets/delete-target.ts'
import { newTargetBody, seedOf } from '~/pages/targets/new-target.ts'
import type { CreatePlan } from './undo-plan.ts'

/** Creates what was deleted, once, and says what came of it. Throws Problem. */
export const createAgain = (writer: Writer<'edit'>, plan: CreatePlan, undo: TakenBack): Promise<string> =>
  (plan.noun === 'target' ? createTargetAgain : createDescriptionAgain)(writer, plan, undo)

type Again = Parameters<typeof createAgain>

async function createTargetAgain(...[writer, { jobId, was }, undo]: Again): Promise<string> {
  // The answer to the deletion may have been lost.
  const left = await readIfThere(jobId, was).catch(
    nothingSent('Whether the target is still there could not be read.'),
  )
  if (left)
    throw new Problem('Nothing was sent.', `Target ${was.id} is still there.`, 'Nothing needs to be undone.')
  const seed = seedOf(was, jobId)
  // The same at each try: one that arrives late is found, not doubled.
  const identifier = was.identifier ?? undo.id
  const body = { ...newTargetBody(seed, {}, seed.relations), identifier }
  const history = was.identifier ? 'chosen' : 'generated, sent'
  const note = creationNote(jobId, undo)
  const { id } = await createOnce(writer, jobId, body, history, note).catch((error: unknown) => {
    const inUse = error instanceof Problem && error.fields['identifier']
    if (!inUse || error instanceof UncertainCreation) throw error
    throw new Problem('Nothing was created.', inUse, 'Look whether it is there again.')
  })
  return id === null
    ? `Created again. The answer did not tell the new id; the identifier is ${identifier}`
    : `Target ${was.id} is created again as target ${id}`
}

async function createDescriptionAgain(...[writer, { jobId, was }, undo]: Again): Promise<string> {
  const now = await readDescription(jobId, config().contentHub.cultures).catch(
    nothingSent('Whether the job has a description could not be read.'),
  )
  if (now)
    throw new Problem('Nothing was sent.', 'The job has a description again.', 'Look at it and edit it.')
  const names = Object.keys(was.properties ?? {}).filter((name) => was.properties?.[name] != null)
  const properties = names.map((name) => [name, writtenValueOf(was, name, () => true)])
  await saveDescription(writer, jobId, null, Object.fromEntries(properties), undo, was.identifier ?? null)
  return `The description of job ${jobId} is created again; it has a new id`
}
