import { useNavigation } from 'react-router'

/** A thin bar below the top bar when the next page takes its time; quick ones never show it. */
export function NavigationHint() {
  const { state } = useNavigation()
  if (state === 'idle') return null
  return (
    <div aria-hidden="true" className="fixed inset-x-0 top-12 z-40 h-0.5 overflow-hidden">
      <div className="h-full w-1/4 -translate-x-full animate-slide bg-accent-ink [animation-delay:200ms] motion-reduce:w-full motion-reduce:translate-x-0 motion-reduce:animate-none" />
    </div>
  )
}
