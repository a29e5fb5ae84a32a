import { Checkbox } from '~/ui/checkbox.tsx'
import { Note } from '~/ui/note.tsx'
import type { TargetSeed } from './new-target.ts'
import { relationEnds } from '~/api/relations.ts'

interface RelationChoiceProps {
  readonly seed: TargetSeed
  readonly chosen: TargetSeed['relations']
  readonly readOnly: boolean
  readonly onChoose: (relations: TargetSeed['relations']) => void
}

/** Which relations of the original a copy gets too. */
export function RelationChoice({
  seed: { relations, leftRelations },
  chosen,
  readOnly,
  onChoose,
}: RelationChoiceProps) {
  const names = Object.keys(relations)
  const choose = (name: string, wanted: boolean) =>
    onChoose(
      Object.fromEntries(
        Object.entries(relations).filter(([one]) => (one === name ? wanted : Object.hasOwn(chosen, one))),
      ),
    )
  return (
    <>
      {names.length > 0 && (
        <fieldset className="grid gap-1">
          <legend className="text-sm font-medium">Relations</legend>
          {names.map((name) => (
            <Checkbox
              key={name}
              label={[name, ...relationEnds(relations[name]).map(({ side, id }) => `${side} ${id}`)].join(
                ', ',
              )}
              checked={Object.hasOwn(chosen, name)}
              aria-readonly={readOnly || undefined}
              onChange={(event) => !readOnly && choose(name, event.target.checked)}
            />
          ))}
        </fieldset>
      )}
      {leftRelations.length > 0 && (
        <Note>Not copied, because the server tells only a part of it: {leftRelations.join(', ')}.</Note>
      )}
    </>
  )
}
