import { type RefObject, useEffect } from 'react'
import { useLocation } from 'react-router'
import { modal } from './shortcuts.ts'

/** Names the browser's tab while the caller is shown. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    const before = document.title
    document.title = `${title} · Jobs console`
    return () => {
      document.title = before
    }
  }, [title])
}

let firstKey: string | undefined

/** Moves the focus to a page's heading when the page appears, except at the first one and where a field took it. */
export function useFocusOnArrival(heading: RefObject<HTMLElement | null>): void {
  const { key } = useLocation()
  useEffect(() => {
    firstKey ??= key
    if (key === firstKey) return
    firstKey = ''
    const isTaken = document.querySelector('main')?.contains(document.activeElement)
    // A dialog that was opened meanwhile has it.
    if (!isTaken && !document.querySelector(modal)) heading.current?.focus()
    // oxlint-disable-next-line react/exhaustive-deps -- arriving is mounting: a filter changes the location of a page that stays
  }, [])
}
