import { exactNumber } from '../store/exact-json.ts'
import type { SeededJob } from './jobs.ts'
import { hash } from './random.ts'

const massEditType = 'Stylelabs.M.Base.MassEdit.MassEditJobDescription, Stylelabs.M.Base'
const refreshType = 'Stylelabs.M.Base.MassEdit.RefreshRenditionsOperation, Stylelabs.M.Base'

/** The description a job begins with: its id and property values. */
export function seededDescription(
  job: SeededJob,
): { id: bigint; properties: Record<string, unknown> } | undefined {
  if (!job.description) return undefined
  // Ids of jobs lie next to one another, so their descriptions live 10,000 further on; one id is the vendor sample's.
  const id = job.id === 39596n ? 39597n : job.id + 10_000n
  return {
    id,
    properties: { 'Job.Configuration': configurations[job.description](Number(job.id)), 'Job.Data': null },
  }
}

const configurations = {
  massEdit: (job: number) => ({
    $type: massEditType,
    Operations: [
      {
        $type: refreshType,
        Renditions: ['preview', 'thumbnail'],
        FailedOnly: false,
        RefreshHistory: false,
        RefreshSubfiles: true,
      },
    ],
    FinalizeOperations: [],
    Targets: Array.from({ length: 200 }, (_, n) => 32_000 + (hash(job, n, 31) % 60_000)),
  }),
  import: () => ({
    Source: { type: 'Web', href: 'https://files.example.com/import/suppliers-2026-47.xlsx' },
    Sheets: ['M.Asset', 'M.PCM.Product'],
    RowsPerTarget: 40,
    SkipUnknownColumns: true,
    Mapping: { Title: 'Titel', 'Asset.Rights': 'Rechten' },
  }),
  exactNumbers: () => ({
    $type: massEditType,
    Operations: [],
    Threshold: exactNumber('1.10'),
    Limit: exactNumber('1e400'),
    Targets: ['9007199254740993', '9007199254740995', '9223372036854775807'].map(exactNumber),
  }),
}
