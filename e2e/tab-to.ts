import { expect, type Locator } from '@playwright/test'

/** Presses Tab until the focus is on the thing or in it, as a person would. */
export async function tabTo(thing: Locator): Promise<void> {
  await expect(thing).toBeVisible()
  for (let pressed = 0; pressed < 120; pressed += 1) {
    const reached = await thing.evaluate(
      (element) => element.contains(document.activeElement) || element.matches(':focus'),
    )
    if (reached) return
    await thing.page().keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${String(thing)}`)
}
