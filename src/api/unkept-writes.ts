let count = 0

/** How many writes of this page the activity log could not keep. */
export const unkeptWrites = (): number => count

/** Counts a write that went on without the log. */
export function countUnkeptWrite(): void {
  count += 1
}
