import { Icon } from '~/ui/icon.tsx'
import { themes, useTheme } from './theme.ts'

const names = { system: 'System theme', light: 'Light theme', dark: 'Dark theme' }

/** Three radio buttons that look like one control. */
export function ThemeSwitch() {
  const [theme, setTheme] = useTheme()
  return (
    <fieldset className="flex rounded-md border p-px">
      <legend className="sr-only">Theme</legend>
      {themes.map((one) => (
        <label
          key={one}
          title={names[one]}
          className="rounded-sm p-1 text-muted outline-accent-ink hover:text-ink has-checked:bg-hover has-checked:text-ink has-focus-visible:outline-2"
        >
          <input
            type="radio"
            name="theme"
            aria-label={names[one]}
            className="sr-only"
            checked={theme === one}
            onChange={() => setTheme(one)}
          />
          <Icon name={one} />
        </label>
      ))}
    </fieldset>
  )
}
