import { useEffect, useState } from 'react'

// What was asked for is painted by then.
const delayMs = 30

/** A value as it was a moment ago: what nobody waits for takes nothing from what somebody does. */
export function useLater<Value>(value: Value): Value {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), delayMs)
    return () => clearTimeout(timer)
  }, [value])
  return later
}
