import { hubCultures, type Labels, optionLists } from '../data/options.ts'
import { parseExact } from '../store/exact-json.ts'
import { identifierOf } from '../store/identifier.ts'
import { isRecord } from '../store/record.ts'
import type { Definition } from './definitions.ts'

/** An entity before it is written as an answer. `properties` holds JSON texts, of options the identifier as JSON text. */
export type Entity = {
  id: bigint
  identifier: string | null
  definition: 'M.Job' | 'M.Target' | 'M.JobDescription'
  kinds: Definition
  properties: Record<string, string>
  relations: Record<string, unknown>
  createdOn: string
  modifiedOn: string
  modifiedBy: bigint | null
  lockedBy?: number | undefined
  version: bigint
}

/** How an answer is to look: the cultures asked for (undefined = none) and the hub's own origin for its links. */
export type View = { cultures: string[]; origin: string }

const people: Record<string, string> = { 2: 'System', 6: 'operator', 8: 'lead', 11: 'viewer' }

/** The JSON text of an entity, complete as Content Hub shows it. Ids and numbers keep every digit. */
export function entityText(entity: Entity, view: View): string {
  const { id, definition, version } = entity
  const cultures = view.cultures.filter((culture) => hubCultures.includes(culture))
  const link = (path: string, title?: string) => ({
    href: `${view.origin}/api/${path}`,
    ...(title !== undefined && { title }),
    templated: false,
  })
  const person = (number: bigint | number, did: string) =>
    link(`entities/${number}`, `The user who ${did} this entity (${people[String(number)] ?? 'operator'})`)
  const rest = {
    created_by: person(6, 'created'),
    created_on: entity.createdOn,
    modified_by: person(entity.modifiedBy ?? (definition === 'M.Target' ? 2 : 6), 'last modified'),
    modified_on: entity.modifiedOn,
    locked_by: entity.lockedBy === undefined ? null : person(entity.lockedBy, 'locked'),
    locked_on: entity.lockedBy === undefined ? null : entity.modifiedOn,
    entitydefinition: link(`entitydefinitions/${definition}`),
    copy: link(`entities/${id}/copy`),
    copyasync: link(`entities/${id}/copyasync`),
    permissions: link(`entities/${id}/permissions`),
    lifecycle: link(`entities/${id}/lifecycle`),
    saved_selections: link(`entities/${id}/savedselections`),
    roles: link(`entities/${id}/roles`),
    annotations: link(`entities/${id}/annotations`),
    is_root_taxonomy_item: false,
    is_path_root: false,
    inherits_security: true,
    is_system_owned: false,
  }
  return [
    `{"id":${id},"identifier":${JSON.stringify(entity.identifier ?? identifierOf(id))}`,
    `"cultures":${JSON.stringify(cultures)}`,
    `"properties":{${propertyTexts(entity, cultures).join(',')}}`,
    `"relations":${JSON.stringify(absolute(entity.relations, view.origin))}`,
    JSON.stringify(rest).slice(1, -1),
    `"version":${version},"full":${JSON.stringify(link(`entities/${id}?members=*`))}`,
    `"modules":[],"self":${JSON.stringify(link(`entities/${id}`))}}`,
  ].join(',')
}

function propertyTexts({ kinds, properties }: Entity, cultures: string[]): string[] {
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const text = properties[name] ?? 'null'
    if (kind === 'cultures') {
      if (cultures.length === 0 || properties[name] === undefined) return []
      const values = parseExact(text)
      const loaded = cultures.map((culture) => [culture, isRecord(values) ? (values[culture] ?? null) : null])
      return `"${name}":${JSON.stringify(Object.fromEntries(loaded))}`
    }
    if (kind === 'types' || kind === 'states' || kind === 'conditions') {
      return `"${name}":${text === 'null' ? text : optionText(text, optionLists[kind], cultures)}`
    }
    return `"${name}":${text}`
  })
}

function optionText(text: string, list: Record<string, Labels>, cultures: string[]): string {
  const labels = list[text.slice(1, -1)]
  if (!labels || cultures.length === 0) return `{"identifier":${text}}`
  const asked = Object.fromEntries(
    cultures.flatMap((culture) => {
      const label = labels[culture]
      return label === undefined ? [] : [[culture, label]]
    }),
  )
  return `{"identifier":${text},"labels":${JSON.stringify(asked)}}`
}

/** Links are kept without an origin, so that a store outlives a change of port. */
export function absolute(relations: unknown, origin: string): unknown {
  return replaceLinks(relations, (href) => (href.startsWith('/') ? origin + href : href))
}

/** The reverse, for what a client sends. */
export function relative(relations: unknown, origin: string): unknown {
  return replaceLinks(relations, (href) => (href.startsWith(`${origin}/`) ? href.slice(origin.length) : href))
}

function replaceLinks(value: unknown, change: (href: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceLinks(item, change))
  if (!isRecord(value) || 'rawJSON' in value) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === 'href' && typeof member === 'string' ? change(member) : replaceLinks(member, change),
    ]),
  )
}
