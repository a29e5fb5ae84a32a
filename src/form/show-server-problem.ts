import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form'
import { Problem } from '~/lib/problem.ts'
import { propertyNamed } from './problem-places.ts'

/** A field of a form and the property that the server knows it by. */
interface NamedField<Values extends FieldValues> {
  readonly name: FieldPath<Values>
  readonly property: string
  readonly culture?: string
}

/**
 * Tells a refused save at the fields it is about. Gives the names of these in their order, for the focus, and what is left to
 * be told as a whole.
 */
export function showServerProblem<Values extends FieldValues>(
  setError: UseFormSetError<Values>,
  problem: Problem,
  fields: readonly NamedField<Values>[],
): { named: FieldPath<Values>[]; rest: Problem } {
  const properties = fields.map(({ property }) => property)
  const placed = new Map<FieldPath<Values>, string>()
  const unplaced: string[] = []
  for (const [told, message] of Object.entries(problem.fields)) {
    const property = propertyNamed(told, properties)
    const ofProperty = fields.filter((one) => one.property === property)
    const field = ofProperty.find(({ culture }) => culture && told.includes(culture)) ?? ofProperty[0]
    if (field) placed.set(field.name, [placed.get(field.name), message].filter(Boolean).join(' '))
    else unplaced.push(`${told}: ${message}`)
  }
  for (const [name, message] of placed) setError(name, { type: 'server', message })
  const { what, whyBeside, next, status, cause } = problem
  return {
    named: fields.map(({ name }) => name).filter((name) => placed.has(name)),
    rest: new Problem(what, [whyBeside, ...unplaced].join(' '), next, { status, cause }),
  }
}
