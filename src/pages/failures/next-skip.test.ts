import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextSkip, type ReadPage } from './next-skip.ts'

test('page after page, to the end', () => {
  expect(nextSkip({ skip: 0, count: 100, total: 250 }, 100)).toBe(100)
  expect(nextSkip({ skip: 200, count: 50, total: 250 }, 100)).toBeNull()
  expect(nextSkip({ skip: 0, count: 0, total: 0 }, 100)).toBeNull()
})

test('without a total the end is a page that is not full', () => {
  expect(nextSkip({ skip: 0, count: 100, total: null }, 100)).toBe(100)
  expect(nextSkip({ skip: 100, count: 99, total: null }, 100)).toBeNull()
})

test('a server that gives fewer at a time than it was asked for is read to the end too', () => {
  expect(nextSkip({ skip: 0, count: 50, total: 250 }, 100)).toBe(50)
})

test('whatever leaves the list meanwhile: nothing that stays in it is missed, and it ends', () => {
  const leaving = fc.array(fc.array(fc.nat(59), { maxLength: 6 }), { maxLength: 12 })
  fc.assert(
    fc.property(leaving, (leavesBefore) => {
      let list = Array.from({ length: 60 }, (_, id) => id)
      const seen = new Set<number>()
      const pages: ReadPage[] = []
      for (let skip: number | null = 0; skip !== null;) {
        const leaves = new Set(leavesBefore[pages.length])
        list = list.filter((id) => !leaves.has(id))
        const items = list.slice(skip, skip + 10)
        for (const id of items) seen.add(id)
        const page = { skip, count: items.length, total: list.length }
        skip = nextSkip(page, 10, pages.at(-1))
        pages.push(page)
        if (pages.length > 100) throw new Error('It reads for ever.')
      }
      expect(list.filter((id) => !seen.has(id))).toEqual([])
    }),
  )
})
