import type { Definition } from './data/job-types.ts'
import type { World } from './world.ts'

const longest = 500

/** Why a custom field cannot have this value, or undefined where it can. Null clears it. */
export function customFieldProblem(
  { type, defaultValue, isMandatory, options }: Definition,
  value: string | null,
  world: World,
): string | undefined {
  if (type === 'statement') return value === defaultValue ? undefined : 'A statement cannot be changed.'
  if (value === null) return isMandatory ? 'A value is required.' : undefined
  if (value.length > longest) return `The value may have ${longest} characters at most.`
  switch (type) {
    case 'boolean':
      return /^(true|false)$/.test(value) ? undefined : 'The value must be true or false.'
    case 'integer':
      return /^-?\d+$/.test(value) ? undefined : 'The value must be a whole number.'
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(value) ? undefined : 'The value must be a number.'
    case 'list':
      return options?.includes(value) ? undefined : 'The value is not one of the options.'
    case 'date':
      return isDate(value) ? undefined : 'The value must be a date as yyyy-MM-dd.'
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : 'The value must be a time as HH:mm.'
    case 'systemList':
      return world.resources.has(Number(value)) ? undefined : 'The value is not the id of a resource.'
    case 'text':
      return value.includes('\n') ? 'The value must be one line.' : undefined
    case 'note':
      return value.includes('\r') ? 'Lines end in a line feed alone.' : undefined
  }
  return type satisfies never
}

const isDate = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
