import { CopyButton } from '~/ui/copy-button.tsx'

/** An address that the server named, as text to be copied: only the configured addresses are ever asked. */
export const LinkText = ({ name, href }: { name: string; href: string }) => (
  <span className="inline-flex max-w-full flex-wrap items-center gap-1">
    <code className="min-w-0">{href}</code>
    <CopyButton text={href} label={`Copy link ${name}`} iconOnly />
  </span>
)
