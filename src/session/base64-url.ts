/** The bytes of base64url without padding; null where it is none, or nothing. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** The JSON in one part of a signed token; null where there is none. */
export function jsonOfPart(part: string): unknown {
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(part) ?? new Uint8Array()),
    )
  } catch {
    return null
  }
}
