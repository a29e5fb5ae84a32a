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
