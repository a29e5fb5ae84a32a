/** The ten kinds of custom field. */
type CustomFieldType =
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'text'
  | 'list'
  | 'statement'
  | 'date'
  | 'note'
  | 'time'
  | 'systemList'

export type Definition = {
  id: number
  caption: string
  type: CustomFieldType
  defaultValue: string | null
  isMandatory: boolean
  options: string[] | null
  systemListType: 'resource' | 'vehicle' | 'webUser' | null
}

export type JobType = {
  id: number
  name: string
  description: string | null
  plannedDuration: number | null
  categoryId: number | null
  isArchived: boolean
  isOrderNumberRequired: boolean
  positiveResults: string[]
  /** Null: jobs of this type cannot end with issues. */
  negativeResults: string[] | null
  customFields: Definition[]
}

const field = (
  id: number,
  caption: string,
  type: CustomFieldType,
  more: Partial<Definition> = {},
): Definition => ({
  id,
  caption,
  type,
  defaultValue: null,
  isMandatory: false,
  options: null,
  systemListType: null,
  ...more,
})

const usual: Omit<JobType, 'id' | 'name'> = {
  description: null,
  plannedDuration: 60,
  categoryId: null,
  isArchived: false,
  isOrderNumberRequired: false,
  positiveResults: ['Done', 'Done, parts fitted'],
  negativeResults: ['No access', 'Parts needed'],
  customFields: [],
}

export const safetyNotice = 'Isolate the gas supply before opening the casing.'

/** A type with custom fields of every kind, one with none but a list, one that demands an order number, an archived one. */
export const jobTypes: JobType[] = [
  {
    ...usual,
    id: 30418,
    name: 'Boiler service',
    description: 'Annual service.',
    plannedDuration: 90,
    categoryId: 4410,
    negativeResults: null,
    customFields: [
      field(90211, 'Site access', 'text'),
      field(90212, 'Parking on site', 'boolean', { defaultValue: 'false' }),
      field(90213, 'Permit expiry', 'date'),
      field(90214, 'Number of boilers', 'integer', { isMandatory: true, defaultValue: '1' }),
      field(90215, 'Gas pressure (mbar)', 'decimal'),
      field(90216, 'Access hours', 'list', { options: ['Office hours', 'Evenings', 'Any time'] }),
      field(90217, 'Safety notice', 'statement', { defaultValue: safetyNotice }),
      field(90218, 'Notes for the engineer', 'note'),
      field(90219, 'Earliest arrival', 'time'),
      field(90220, 'Preferred engineer', 'systemList', { systemListType: 'resource' }),
    ],
  },
  {
    ...usual,
    id: 30420,
    name: 'Reactive call-out',
    customFields: [
      field(90301, 'Cause', 'list', { options: ['Wear', 'Misuse', 'Power', 'Unknown'] }),
      field(90302, 'Loss of stock', 'boolean'),
    ],
  },
  { ...usual, id: 30431, name: 'Contract inspection', plannedDuration: 45, isOrderNumberRequired: true },
  { ...usual, id: 30440, name: 'Meter reading', isArchived: true },
]
