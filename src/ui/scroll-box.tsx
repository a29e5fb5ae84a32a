import { type ReactNode, useEffect, useRef, useState } from 'react'

interface ScrollBoxProps {
  /** What is in it, for assistive technology. */
  label: string
  className: string
  children: ReactNode
}

/** A box of limited height: where its content is taller, it scrolls and is a stop of the Tab key. */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const watch = new ResizeObserver(() => setScrolls(element.scrollHeight > element.clientHeight))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return (
    <div
      ref={box}
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': label })}
      className={`overflow-y-auto ${className}`}
    >
      {children}
    </div>
  )
}
