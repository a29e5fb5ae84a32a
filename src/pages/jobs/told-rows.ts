import type { ReactNode } from 'react'

interface Row {
  readonly term: string
  readonly value: ReactNode
}

/** The rows of a definition list that have something to say. */
export const toldRows = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ value }) => value !== null && value !== undefined && value !== false && value !== '')
