import type { JobListPage } from '~/api/job-records.ts'

const usual = 25
const largestPage = 2_147_483
const largestSize = 1000

/** The list that an address asks for, and which of its values are mistyped: those count as if they were not there. */
export function readListAddress(search: URLSearchParams): {
  page: JobListPage
  mistyped: readonly string[]
} {
  const number = (name: string, most: number, without: number) => {
    const text = search.get(name)
    if (text === null) return { value: without, wrong: [] }
    const isRight = /^[1-9]\d{0,6}$/.test(text) && Number(text) <= most
    return isRight ? { value: Number(text), wrong: [] } : { value: without, wrong: [`${name} “${text}”`] }
  }
  const pageNumber = number('page', largestPage, 1)
  const pageSize = number('size', largestSize, usual)
  return {
    page: {
      reference: search.get('reference')?.trim() ?? '',
      pageNumber: pageNumber.value,
      pageSize: pageSize.value,
    },
    mistyped: [...pageNumber.wrong, ...pageSize.wrong],
  }
}

/** The same as the query of an address, without what is usual. */
export const listSearch = ({ reference, pageNumber, pageSize }: JobListPage): Record<string, string> => ({
  reference,
  ...(pageNumber !== 1 && { page: String(pageNumber) }),
  ...(pageSize !== usual && { size: String(pageSize) }),
})

/** The page that begins after so many jobs. */
export const pageAfter = (page: JobListPage, skip: number): JobListPage => ({
  ...page,
  pageNumber: Math.floor(skip / page.pageSize) + 1,
})
