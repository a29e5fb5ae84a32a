import { isOver, type Measure, median, type Unit } from './measure.ts'

/** A heading and the figures under it. */
export interface Section {
  readonly title: string
  readonly measures: readonly Measure[]
}

const digits: Record<Unit, number> = { ms: 1, kB: 1, KiB: 0, B: 0, count: 0, ratio: 2 }

/** The figures as a table for people: median, smallest and largest, limit, and whether the median keeps it. */
export function table(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ title, measures }) => [[title], ...measures.map(rowOf)])
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.filter((row) => row.length > 1).map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row.length === 1
      ? `\n${row[0]}`
      : row
          .map((cell, column) =>
            column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
          )
          .join('  ')
  return [line(['', 'median', 'min – max', 'limit', '']), ...rows.map(line)].join('\n')
}

function rowOf(measure: Measure): string[] {
  const { name, unit, values, limit } = measure
  const written = (value: number) => value.toFixed(digits[unit])
  const range = values.length > 1 ? `${written(Math.min(...values))} – ${written(Math.max(...values))}` : ''
  return [
    `  ${name}`,
    `${written(median(values))} ${signs[unit]}`,
    range,
    limit === undefined ? '' : `≤ ${limit}`,
    limit === undefined ? '' : isOver(measure) ? 'OVER' : 'ok',
  ]
}

const signs: Record<Unit, string> = { ms: 'ms ', kB: 'kB ', KiB: 'KiB', B: 'B  ', count: '   ', ratio: '×  ' }
