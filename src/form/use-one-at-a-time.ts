import { useRef, useState } from 'react'

/** Runs work that must not run twice at the same time: what is asked for meanwhile is not done. Tells whether some runs. */
export function useOneAtATime(): readonly [
  busy: boolean,
  alone: (work: () => Promise<void>) => Promise<void>,
] {
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const alone = async (work: () => Promise<void>): Promise<void> => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      await work()
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return [busy, alone]
}
