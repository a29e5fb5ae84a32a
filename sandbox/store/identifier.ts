const factor = 0x9e3779b97f4a7c15n
const inverse = 0xf1de83e19937733dn
const mask = 0xffffffffffffffffn

/** The identifier of an entity that was given none: 22 characters that look random and can be traced back to its id. */
export function identifierOf(id: bigint): string {
  const bytes = Buffer.alloc(16)
  const mixed = (id * factor) & mask
  bytes.writeBigUInt64BE(mixed, 0)
  bytes.writeBigUInt64BE((mixed ^ (mixed >> 29n)) & mask, 8)
  return bytes.toString('base64url')
}

/** The id in an identifier made by `identifierOf`. */
export function idOf(identifier: string): bigint | undefined {
  const bytes = Buffer.from(identifier, 'base64url')
  if (bytes.length !== 16) return undefined
  const id = (bytes.readBigUInt64BE(0) * inverse) & mask
  return identifierOf(id) === identifier ? id : undefined
}
