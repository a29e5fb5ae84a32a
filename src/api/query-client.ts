import { QueryClient } from '@tanstack/react-query'

/** For queries that a loader asks: what it has just met is shown, not asked again. */
export const askedByLoader = { retryOnMount: false } as const

/** What the server said last. `call` repeats by itself what only passes by, so the client does not. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: true,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
