const units = ['byte', 'kilobyte', 'megabyte'] as const

/** A size in the decimal unit that suits it: 812 → "812 byte", 2_097_152 → "2.1 MB". */
export function formatBytes(bytes: number): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const format = new Intl.NumberFormat('en', {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  })
  return format.format(bytes / 1_000 ** step)
}
