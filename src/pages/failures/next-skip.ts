/** A page of failed targets that was read. */
export interface ReadPage {
  readonly skip: number
  /** How many targets it bears. */
  readonly count: number
  /** How many there were in all; null where the server does not say. */
  readonly total: number | null
}

/**
 * Where to read on; null at the end. Where targets left the list since the page before (they run again, or were deleted),
 * those after them moved forward, perhaps out of the page that was just read: it is read again from as far before it.
 */
export function nextSkip({ skip, count, total }: ReadPage, take: number, before?: ReadPage): number | null {
  const gone = before?.total != null && total !== null ? before.total - total : 0
  if (gone > 0 && skip > 0) return Math.max(0, skip - gone)
  const end = skip + count
  const isLast = count === 0 || (total === null ? count < take : end >= total)
  return isLast ? null : end
}
