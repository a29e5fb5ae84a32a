import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { targetsQuery } from '~/api/targets.ts'
import { showInRow } from './show-in-row.ts'

const filter = { skip: 0, take: 25, cultures: ['en-US'] }
const { queryKey } = targetsQuery('7', filter)

test('a target is shown as it is in its row, and the page is no younger for it', () => {
  const client = new QueryClient()
  const page = {
    items: [
      { id: '11', version: 1 },
      { id: '12', version: 1 },
    ],
    total_items: 2,
  }
  client.setQueryData(queryKey, page, { updatedAt: 1_000 })
  showInRow(client, '7', filter, { id: '12', version: 2 })
  expect(client.getQueryData(queryKey)).toEqual({
    items: [
      { id: '11', version: 1 },
      { id: '12', version: 2 },
    ],
    total_items: 2,
  })
  showInRow(client, '7', filter, { id: '13', version: 1 })
  expect(client.getQueryData(queryKey)?.items).toHaveLength(2)
  expect(client.getQueryState(queryKey)?.dataUpdatedAt).toBe(1_000)
  showInRow(client, '8', filter, { id: '12', version: 3 })
  expect(client.getQueryData(targetsQuery('8', filter).queryKey)).toBeUndefined()
})
