import { Problem } from '~/lib/problem.ts'

/** What is to be imported, as text. */
export interface SourceText {
  readonly text: string
  /** Of the file; '' for what was pasted. */
  readonly name: string
}

/** A file beyond this would fill the browser's memory with its rows. */
export const fileBytesMax = 50_000_000

const what = 'The file cannot be read.'
const saveAgain = 'Save it as CSV in UTF-8, or as JSON, and choose it again.'

/** The text of a file, read only if it is not too large. Throws Problem. */
export async function readSource(file: File): Promise<SourceText> {
  if (file.size > fileBytesMax)
    throw new Problem(
      what,
      `It has ${Math.round(file.size / 1_000_000)} MB; at most ${fileBytesMax / 1_000_000} MB can be read.`,
      'Split it and import one part after another.',
    )
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw new Problem(what, 'It was moved, changed or locked since you chose it.', 'Choose it again.', {
      cause,
    })
  })
  return { text: textOfBytes(new Uint8Array(bytes)), name: file.name }
}

/** UTF-8, or UTF-16 that says so. Throws Problem: a wrong letter in the data would be found by nobody. */
export function textOfBytes(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0x50 && second === 0x4b)
    throw new Problem(what, 'It is a workbook or another packed file, not a text.', saveAgain)
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Problem(what, 'Its text is not in UTF-8.', saveAgain, { cause })
  }
  if (text.includes('\0')) throw new Problem(what, 'It is no text: it has bytes of 0 in it.', saveAgain)
  return text
}
