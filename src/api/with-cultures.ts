/** The address of a list with other cultures; none, or those of the settings, are left out. Starts with `?`, or is empty. */
export function withCultures(
  search: URLSearchParams,
  cultures: readonly string[],
  usual: readonly string[],
): string {
  const next = new URLSearchParams(search)
  next.delete('cultures')
  if (cultures.join() !== usual.join()) for (const culture of cultures) next.append('cultures', culture)
  const text = next.toString()
  return text && `?${text}`
}
