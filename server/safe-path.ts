/**
 * The path and query of an address exactly as the caller wrote them, or null where the path, decoded however often, climbs
 * with `.` or `..`, holds a backslash or a control character, or is not decodable.
 */
export function safePath(address: string): string | null {
  const path = address.split('?', 1)[0] ?? ''
  if (!path.startsWith('/') || path.startsWith('//') || address.includes('#')) return null
  let decoded = path
  for (let before = ''; before !== decoded;) {
    before = decoded
    try {
      decoded = decodeURIComponent(before)
    } catch {
      // A bare percent sign is an error as it was written, and text once it was decoded.
      if (before === path) return null
      break
    }
  }
  const climbs = decoded.split('/').some((segment) => segment === '.' || segment === '..')
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  return climbs || /[\\\u0000-\u001f\u007f]/.test(decoded) ? null : address
}
