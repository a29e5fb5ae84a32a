import { expect, onTestFinished, test as always, vi } from 'vitest'
import { enterEditor, pagesEditing } from './open-editors.ts'

// Node 22 has no Web Locks.
const test = always.skipIf(!('locks' in navigator))

/** A page that edits, and whom it knows of beside itself. */
function enter(scope: string, of: string, page: string) {
  const seen = { others: new Set<string>() as ReadonlySet<string> }
  const leave = enterEditor(scope, of, page, (others) => {
    seen.others = others
  })
  onTestFinished(leave)
  return { leave, knows: () => [...seen.others].toSorted() }
}

test('those who edit the same know of each other until one leaves', async () => {
  const [a, b] = [enter('olga', 'target 1', 'a'), enter('olga', 'target 1', 'b')]
  await vi.waitFor(() => expect([a.knows(), b.knows()]).toEqual([['b'], ['a']]))
  const c = enter('olga', 'target 1', 'c')
  await vi.waitFor(() =>
    expect([a.knows(), c.knows()]).toEqual([
      ['b', 'c'],
      ['a', 'b'],
    ]),
  )
  expect([...(await pagesEditing('olga', 'target 1'))].toSorted()).toEqual(['a', 'b', 'c'])
  b.leave()
  await vi.waitFor(() => expect([a.knows(), c.knows()]).toEqual([['c'], ['a']]))
  c.leave()
  await vi.waitFor(() => expect(a.knows()).toEqual([]))
})

test('who is alone is told so', async () => {
  const told: number[] = []
  onTestFinished(enterEditor('olga', 'target 1', 'a', (others) => told.push(others.size)))
  await vi.waitFor(() => expect(told).toEqual([0]))
})

test('another entity and another person are no company', async () => {
  const a = enter('olga', 'target 1', 'a')
  enter('olga', 'target 12', 'b')
  enter('piet', 'target 1', 'c')
  const d = enter('olga', 'target 1', 'd')
  await vi.waitFor(() => expect([a.knows(), d.knows()]).toEqual([['d'], ['a']]))
})

test('who comes back under the same name is met again', async () => {
  const a = enter('olga', 'target 1', 'a')
  enter('olga', 'target 1', 'b').leave()
  enter('olga', 'target 1', 'b')
  await vi.waitFor(() => expect(a.knows()).toEqual(['b']))
})
