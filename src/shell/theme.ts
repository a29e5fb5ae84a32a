import { useEffect } from 'react'
import { usePreference } from '~/lib/preference.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The person's choice of colours. The document's own script applies it before the first paint, this hook from then on. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [stored, store] = usePreference('theme')
  const theme = stored === 'light' || stored === 'dark' ? stored : 'system'
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['scheme']
    else document.documentElement.dataset['scheme'] = theme
  }, [theme])
  return [theme, (next) => store(next === 'system' ? null : next)]
}
