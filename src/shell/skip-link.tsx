/** First stop of the Tab key; seen when it has the focus. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
      onClick={(event) => {
        // The address says what the page shows; a jump does not change it.
        event.preventDefault()
        document.querySelector('main')?.focus()
      }}
    >
      Skip to content
    </a>
  )
}
