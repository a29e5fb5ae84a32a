import { useEffect, useState } from 'react'

// What was asked for is painted by then.
const delayMs = 30

/** A value as it was a moment ago, nothing at first: what nobody waits for takes nothing from what somebody does. */
export function useLater<Value>(value: Value): Value | undefined {
  const [later, setLater] = useState<Value>()
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), delayMs)
    return () => clearTimeout(timer)
  }, [value])
  return later
}
