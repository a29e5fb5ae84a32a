import { lazy } from 'react'

/** The JSON parts, each loaded when it is first shown: put a `Suspense` around them. */
export const LazyJsonView = lazy(async () => ({ default: (await import('./json-view.tsx')).JsonView }))
export const LazyJsonEditor = lazy(async () => ({ default: (await import('./json-editor.tsx')).JsonEditor }))
export const LazyJsonDiff = lazy(async () => ({ default: (await import('./json-diff.tsx')).JsonDiff }))
