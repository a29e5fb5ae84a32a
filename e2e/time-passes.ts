import { expect, type Page, type Request } from '@playwright/test'

const underWay = new WeakMap<Page, Set<Request>>()

/** Knows from now on which requests of a page have no end yet. */
export function followRequests(page: Page): void {
  const requests = new Set<Request>()
  underWay.set(page, requests)
  page.on('request', (request) => requests.add(request))
  page.on('requestfinished', (request) => requests.delete(request))
  page.on('requestfailed', (request) => requests.delete(request))
}

/**
 * Minutes pass at once in pages with a clock of their own. That clock runs out the time limits of requests too, which would
 * be asked again: what is under way in any of them ends first.
 */
export async function timePasses(page: Page, time: number | string): Promise<void> {
  const open = () =>
    page
      .context()
      .pages()
      .flatMap((one) => [...(underWay.get(one) ?? [])])
  await expect.poll(() => open().map((request) => request.url()), 'requests under way').toEqual([])
  await page.clock.fastForward(time)
}
