import { type ReactNode, useEffect, useState } from 'react'

// What was asked for is painted by then.
const delayMs = 30

/** Shows its children a moment after it is there: what nobody waits for takes nothing from what somebody does. */
export function Later({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), delayMs)
    return () => clearTimeout(timer)
  }, [])
  return shown && children
}

/** A value as it was a moment ago: what follows it is drawn after what was asked for. */
export function useLater<Value>(value: Value): Value {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), delayMs)
    return () => clearTimeout(timer)
  }, [value])
  return later
}
