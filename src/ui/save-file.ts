/** Puts a text into the person's downloads. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun by then; a reference kept longer would hold the whole text.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
