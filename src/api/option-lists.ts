import { config } from '~/lib/current-config.ts'

/** Values seen in the vendor's own code; an instance may have others, which are shown and can be typed. */
const seen = {
  state: ['Created', 'Pending', 'InProgress', 'Completed', 'Cancelled'],
  condition: ['Pending', 'Success', 'Failure'],
  type: [
    'Checkin',
    'Checkout',
    'Command',
    'ContentPublishing',
    'Custom',
    'Discard',
    'Distribution',
    'Download',
    'EmailJob',
    'Fetch',
    'Import',
    'MachineLearning',
    'Maintenance',
    'MassEdit',
    'Migration',
    'PrintEntityGeneration',
    'Processing',
    'Publishing',
    'System',
    'Upload',
  ],
} as const

/** The choices of a filter: those of the settings, or the built-in ones. */
export function optionChoices(list: keyof typeof seen): readonly string[] {
  const own = config().contentHub.options[list]
  return own.length > 0 ? own : seen[list]
}
