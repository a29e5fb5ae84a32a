import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** A request as it goes over the wire: `path` without origin and query, `body` its JSON text. */
type WireRequest = {
  method: string
  path: string
  query?: URLSearchParams | undefined
  body?: string | undefined
}

/** An answer as it comes over the wire, with the method and path it answers. */
type WireAnswer = {
  method: string
  path: string
  status: number
  headers?: Headers | undefined
  body?: string | undefined
}

/** Checks requests and answers against one OpenAPI file. Each check lists problems in words; none means it conforms. */
export type Contract = {
  checkRequest(request: WireRequest): string[]
  checkAnswer(answer: WireAnswer): string[]
}

type Node = { pointer: string; value: unknown }
type Operation = { name: string; node: Node; shared: Node; pathValues: Record<string, string> }

/** Opens an OpenAPI 3.1 YAML file. Schemas are compiled at their first use and kept. */
export function openContract(file: string): Contract {
  const document: unknown = parse(readFileSync(file, 'utf8'))
  if (!isRecord(document)) throw new Error(`${file} is no OpenAPI document`)
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false })
  // `.default`, because the types of this CommonJS package hide that its module is the function itself.
  addFormats.default(ajv)
  ajv.addSchema(document, 'contract')

  const compiled = new Map<string, ValidateFunction>()
  const problemsOf = (schema: Node, value: unknown, where: string): string[] => {
    let validate = compiled.get(schema.pointer)
    if (!validate) {
      validate = ajv.compile({ $ref: `contract#${encodeURI(schema.pointer)}` })
      compiled.set(schema.pointer, validate)
    }
    if (validate(value)) return []
    return (validate.errors ?? []).map((e) => `${where}${e.instancePath} ${e.message ?? 'is wrong'}`)
  }

  /** The member of a node, `$ref` followed. */
  const at = (node: Node, key: string): Node | undefined => {
    let value = isRecord(node.value) || Array.isArray(node.value) ? Reflect.get(node.value, key) : undefined
    if (value === undefined) return undefined
    let pointer = `${node.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    while (isRecord(value) && typeof value['$ref'] === 'string' && !pointer.endsWith('/schema')) {
      pointer = value['$ref'].slice(1)
      value = pointer.split('/').slice(1).reduce<unknown>((inner, part) => {
        return isRecord(inner) ? inner[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
      }, document)
    }
    return { pointer, value }
  }
  const members = (node: Node | undefined): Node[] =>
    node && (isRecord(node.value) || Array.isArray(node.value))
      ? Object.keys(node.value).flatMap((key) => at(node, key) ?? [])
      : []

  const paths = at({ pointer: '', value: document }, 'paths')
  const templates = Object.keys(isRecord(paths?.value) ? paths.value : {})
    .map((path) => ({ path, parts: path.split('/') }))
    .toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)

  const operationOf = (method: string, path: string): Operation | undefined => {
    const parts = path.split('/')
    for (const template of templates) {
      const pathValues = match(template.parts, parts)
      const shared = pathValues && paths && at(paths, template.path)
      const node = shared && at(shared, method.toLowerCase())
      if (node) return { name: `${method} ${template.path}`, node, shared, pathValues }
    }
    return undefined
  }

  const checkParameters = (operation: Operation, query: URLSearchParams): string[] => {
    const parameters = [operation.shared, operation.node].flatMap((node) => members(at(node, 'parameters')))
    const known = new Set<string>()
    const problems = parameters.flatMap((parameter) => {
      const { name, in: place, required } = isRecord(parameter.value) ? parameter.value : {}
      const schema = at(parameter, 'schema')
      if (typeof name !== 'string' || !schema || (place !== 'path' && place !== 'query')) return []
      if (place === 'query') known.add(name)
      const texts = place === 'path' ? [operation.pathValues[name] ?? ''] : query.getAll(name)
      if (texts.length === 0) return required === true ? [`${place} ${name} is missing`] : []
      return problemsOf(schema, coerce(texts, schema.value), `${place} ${name}`)
    })
    const unknown = [...new Set(query.keys())].filter((name) => !known.has(name))
    return [...problems, ...unknown.map((name) => `query ${name} is not in the contract`)]
  }

  const checkBody = (holder: Node | undefined, body: string | undefined, required: boolean): string[] => {
    const content = holder && at(holder, 'content')
    const json = content && (at(content, 'application/json') ?? at(content, 'application/problem+json'))
    if (!json) return body ? ['body is not in the contract'] : []
    if (!body) return required ? ['body is missing'] : []
    const schema = at(json, 'schema')
    try {
      const value: unknown = JSON.parse(body)
      return schema ? problemsOf(schema, value, 'body') : []
    } catch {
      return ['body is not JSON']
    }
  }

  return {
    checkRequest({ method, path, query = new URLSearchParams(), body }) {
      const operation = operationOf(method, path)
      if (!operation) return [`${method} ${path} is not in the contract`]
      const requestBody = at(operation.node, 'requestBody')
      const required = isRecord(requestBody?.value) && requestBody.value['required'] === true
      return [...checkParameters(operation, query), ...checkBody(requestBody, body, required)]
    },
    checkAnswer({ method, path, status, headers = new Headers(), body }) {
      const operation = operationOf(method, path)
      if (!operation) return [`${method} ${path} is not in the contract`]
      const responses = at(operation.node, 'responses')
      const response = responses && at(responses, String(status))
      if (!response) return [`${operation.name} declares no status ${status}`]
      const declared = at(response, 'headers')
      const headerNames = Object.keys(isRecord(declared?.value) ? declared.value : {})
      return [
        ...headerNames.flatMap((name) => {
          const header = declared && at(declared, name)
          const schema = header && at(header, 'schema')
          const value = headers.get(name)
          return schema && value !== null ? problemsOf(schema, coerce([value], schema.value), `header ${name}`) : []
        }),
        ...checkBody(response, body, status === 200),
      ]
    },
  }
}

function match(template: string[], parts: string[]): Record<string, string> | undefined {
  if (template.length !== parts.length) return undefined
  const values: Record<string, string> = {}
  for (const [index, part] of template.entries()) {
    const text = parts[index] ?? ''
    if (part.startsWith('{') && text) values[part.slice(1, -1)] = decodeURIComponent(text)
    else if (part !== text) return undefined
  }
  return values
}

/** What the texts of a parameter mean by its schema; a text that cannot be that stays a text, which the schema refuses. */
function coerce(texts: string[], schema: unknown): unknown {
  const { type, items, format } = isRecord(schema) ? schema : {}
  if (type === 'array') return texts.map((text) => coerce([text], items))
  const [text = ''] = texts
  if (texts.length > 1) return texts
  if (type === 'integer') return isInteger(text, format) ? Number(text) : text
  if (type === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

function isInteger(text: string, format: unknown): boolean {
  if (!/^-?\d+$/.test(text)) return false
  const bits = format === 'int32' ? 32 : 64
  return BigInt.asIntN(bits, BigInt(text)) === BigInt(text)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
