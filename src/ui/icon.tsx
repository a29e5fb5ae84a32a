const paths = {
  add: 'M8 3v10M3 8h10',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  case: 'M2.5 5.5h11v8h-11ZM6 5.5V3h4v2.5',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 3v3.2l2 1.3',
  close: 'm4 4 8 8m0-8-8 8',
  columns: 'M2.5 3h11v10h-11ZM6.2 3v10M9.8 3v10',
  copy: 'M6 6h7.5v7.5H6ZM10 6V2.5H2.5V10H6',
  dark: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z',
  down: 'M3.5 6 8 10.5 12.5 6',
  download: 'M8 2.5v7.5m-3-3 3 3 3-3m-8.5 6.5h11',
  edit: 'M10.5 3.5 2.5 11.5v2h2l8-8ZM9 5l2 2',
  error: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm-2 4 4 4m0-4-4 4',
  external: 'M6.5 3.5h-4v10h10v-4M9.5 2.5h4v4m0-4L7.5 8.5',
  help: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM6.3 6.4C6.3 4.4 9.7 4.4 9.7 6.4 9.7 7.6 8 7.7 8 9m0 2.2v.1',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 5.2v3.8M8 4.9V5',
  light:
    'M8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM8 1.5v1m0 11v1M1.5 8h1m11 0h1M3.4 3.4l.7.7m7.8 7.8.7.7m0-9.2-.7.7m-7.8 7.8-.7.7',
  lock: 'M3.5 7h9v6.5h-9Zm2 0V5a2.5 2.5 0 0 1 5 0v2',
  more: 'M3.5 8h.1M8 8h.1m4.4 0h.1',
  next: 'M6.5 3.5 11 8l-4.5 4.5',
  pause: 'M5.5 3.5v9m5-9v9',
  person: 'M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM2.8 13.5c0-5 10.4-5 10.4 0Z',
  pin: 'M5.5 2.5h5L9.8 7l2.2 2.5H4L6.2 7ZM8 9.5V14',
  play: 'M5 3v10l7.5-5Z',
  remove: 'M3 4.5h10m-6.5 0V3h3v1.5m-5 0 .6 9h5.8l.6-9M6.8 7v4m2.4-4v4',
  retry: 'M13 8a5 5 0 1 1-1.5-3.5L13 6m0-3.5V6H9.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm3.3 7.8 3.2 3.2',
  signOut: 'M6.5 2.5h-4v11h4M6.5 8h7m-2.8-2.8L13.5 8l-2.8 2.8',
  system: 'M2 3h12v8H2Zm4 11h4m-2-3v3',
  undo: 'M6 3 2.5 6.5 6 10m-3.5-3.5H10a3.2 3.2 0 0 1 0 6.5H6',
  upload: 'M8 10.5V3m-3 3 3-3 3 3m-8.5 7.5h11',
  warning: 'M8 2.5 14.5 13.5h-13ZM8 6.5v3.3m0 1.7v.1',
}

export type IconName = keyof typeof paths

/** A 16 px drawing in the colour of the text; it never carries a meaning that no text beside it bears. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`size-4 ${className}`}
    >
      <path d={paths[name]} />
    </svg>
  )
}
