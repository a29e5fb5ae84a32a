import { config } from '~/lib/current-config.ts'
import { Problem } from '~/lib/problem.ts'
import { jsonProblem, type JsonProblem } from '~/ui/json-problem.ts'
import type { JsonShape } from './json-shape.ts'

let shapes: ReadonlyMap<string, JsonShape> = new Map()

/** Makes the JSON Schemas of the settings (`contentHub.jsonSchemas`) ready. A page with a form waits for it. Throws Problem. */
export async function prepareJsonShapes(): Promise<void> {
  const schemas = Object.entries(config().contentHub.jsonSchemas)
  if (schemas.length === shapes.size) return
  const { jsonShape } = await import('./json-shape.ts')
  shapes = new Map(
    schemas.map(([property, schema]) => {
      try {
        return [property, jsonShape(schema)]
      } catch (cause) {
        throw new Problem(
          'The form cannot be shown.',
          `The setting “contentHub.jsonSchemas.${property}” is no JSON Schema that can be checked: ${String(cause)}`,
          'An administrator has to correct it.',
          { cause },
        )
      }
    }),
  )
}

/** Whether the settings say what a property may hold: then it is JSON. */
export const hasJsonShape = (property: string): boolean => shapes.has(property)

/** What is wrong with a JSON property's text, first to last: it is no JSON, or not of the shape that the settings say. */
export function jsonProblems(property: string, text: string): readonly JsonProblem[] {
  const problem = jsonProblem(text)
  return problem ? [problem] : (shapes.get(property)?.(text) ?? [])
}
