import { recordWrite } from '~/api/activity-log.ts'
import type { NewTarget } from '~/api/new-targets.ts'

/**
 * Keeps targets that are created one by one as one entry of the activity log: an import of thousands would push everything
 * else out of it.
 */
export function logSingles(jobId: string) {
  const sent: NewTarget[] = []
  const created: { identifier: string; id: string | null }[] = []
  return {
    begin(body: NewTarget): void {
      sent.push(body)
    },
    created(identifier: string, id: string | null): void {
      created.push({ identifier, id })
    },
    end(): void {
      if (sent.length === 0) return
      const finish = recordWrite({
        title: `Created ${created.length} targets of job ${jobId} one by one`,
        before: null,
        method: 'POST',
        path: `/api/jobs/${jobId}/targets, ${sent.length} times`,
        sent,
      })
      finish({
        outcome: 'done',
        answer: { status: 201, location: null, allow: null, body: created, text: '' },
      })
    },
  }
}
