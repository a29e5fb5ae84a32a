import type { ComponentProps, MouseEvent } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Spinner } from './spinner.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet'
export type ButtonSize = 'medium' | 'small'

const shape =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border text-sm font-medium whitespace-nowrap select-none disabled:opacity-50 aria-disabled:opacity-60'
const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-line bg-surface [box-shadow:var(--shadow-sm)] hover:bg-hover',
  danger: 'border-bad-fill bg-surface text-bad hover:bg-bad-soft',
  quiet: 'border-transparent text-muted hover:bg-hover hover:text-ink',
}
const sizes: Record<ButtonSize, string> = { medium: 'h-8 px-3', small: 'h-7 px-2' }
const squares: Record<ButtonSize, string> = { medium: 'size-8', small: 'size-7' }

/** The look of a button, for a link that acts like one: `<Link className={buttonClass('primary')}>`. */
export const buttonClass = (variant: ButtonVariant = 'secondary', size: ButtonSize = 'medium'): string =>
  `${shape} ${sizes[size]} ${variants[variant]}`

interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  /** Shows the icon alone; the children stay the button's name. */
  iconOnly?: boolean
  /** Work is under way: the button keeps its focus and does nothing. */
  busy?: boolean
  /** It does nothing for a while, and keeps its focus. */
  inactive?: boolean
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  iconOnly = false,
  busy = false,
  inactive = busy,
  className = '',
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const click = (event: MouseEvent<HTMLButtonElement>) =>
    inactive ? event.preventDefault() : onClick?.(event)
  return (
    <button
      {...rest}
      {...(busy && { 'aria-busy': true })}
      {...(inactive && { 'aria-disabled': true })}
      type={type}
      onClick={click}
      className={`${shape} ${(iconOnly ? squares : sizes)[size]} ${variants[variant]} ${className}`}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      {iconOnly ? <span className="sr-only">{children}</span> : children}
    </button>
  )
}
