import { useSyncExternalStore } from 'react'
import { Note } from '~/ui/note.tsx'

function subscribe(notify: () => void): () => void {
  window.addEventListener('online', notify)
  window.addEventListener('offline', notify)
  return () => {
    window.removeEventListener('online', notify)
    window.removeEventListener('offline', notify)
  }
}

/** Says that the machine has no network, while it has none. */
export function OfflineNote() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  if (online) return null
  return (
    <div className="px-4 pt-3 sm:px-6">
      <Note tone="warn">
        You are offline. What you see may be old; nothing can be saved until the network is back.
      </Note>
    </div>
  )
}
