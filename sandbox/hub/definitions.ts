import type { optionLists } from '../data/options.ts'

/** What a property may hold. */
export type PropertyKind =
  | 'text'
  | 'time'
  | 'integer'
  | 'number'
  | 'json'
  | 'cultures'
  | keyof typeof optionLists

/** The properties of an entity definition, in the order in which an answer bears them. */
export type Definition = Record<string, PropertyKind>

export const jobDefinition: Definition = {
  'Job.Type': 'types',
  'Job.State': 'states',
  'Job.Condition': 'conditions',
  'Job.TargetCount': 'integer',
  'Job.TargetsCompleted': 'integer',
  'Job.Priority': 'integer',
  'Job.Title': 'cultures',
}

export const targetDefinition: Definition = {
  'Target.Location': 'text',
  'Target.StartedOn': 'time',
  'Target.CompletedOn': 'time',
  'Target.StateDescription': 'text',
  'Target.Data': 'json',
  'Target.Scope': 'text',
  'Target.Priority': 'integer',
  'Target.RetryCount': 'integer',
  'Target.State': 'states',
  'Target.Condition': 'conditions',
  'Target.Type': 'types',
  'Target.Title': 'cultures',
  'Target.Weight': 'number',
}

/** The relations of a target that can be written. */
export const targetRelations = ['TargetToAsset', 'TargetToRendition']

export const descriptionDefinition: Definition = { 'Job.Configuration': 'json', 'Job.Data': 'json' }
