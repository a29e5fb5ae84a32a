const sliceMs = 12

/** Does something with each item, in slices so short that the page stays quick. Rejects with the signal's reason. */
export async function inSlices<Item>(
  items: Iterable<Item>,
  each: (item: Item) => void,
  signal?: AbortSignal,
): Promise<void> {
  let until = performance.now() + sliceMs
  for (const item of items) {
    each(item)
    if (performance.now() < until) continue
    await new Promise((resolve) => setTimeout(resolve))
    signal?.throwIfAborted()
    until = performance.now() + sliceMs
  }
}
