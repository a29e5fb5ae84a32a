import { brotliCompressSync, constants } from 'node:zlib'

/** How many bytes a text is over the wire, compressed as the build compresses. */
export const brotliBytes = (content: string | Uint8Array): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
