import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

interface CopyButtonProps {
  text: string
  /** The button's name: "Copy error". */
  label?: string
  iconOnly?: boolean
}

/** Copies a text and says so. */
export function CopyButton({ text, label = 'Copy', iconOnly = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState('')
  useEffect(() => {
    if (!outcome) return undefined
    const timer = setTimeout(() => setOutcome(''), 3000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('Copied'),
      () => setOutcome('Your browser refused to copy'),
    )
  return (
    <span className="inline-flex items-center gap-1.5">
      <Button
        variant="quiet"
        size="small"
        icon={outcome === 'Copied' ? 'check' : 'copy'}
        iconOnly={iconOnly}
        onClick={copy}
      >
        {label}
      </Button>
      <output className="text-xs text-muted">{outcome}</output>
    </span>
  )
}
