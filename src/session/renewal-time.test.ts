import { describe, expect, it } from 'vitest'
import { renewalTime } from './renewal-time.ts'

const start = 1_000_000
const token = (lifetime: number) => ({ expiresAt: start + lifetime, lifetime })
const first = { last: 0, failures: 0 }

describe('renewalTime', () => {
  it.each([
    [600_000, 540_000],
    [180_000, 120_000],
    [90_000, 60_000],
    [30_000, 20_000],
  ])('a token of %i ms is renewed after %i ms', (lifetime, after) => {
    expect(renewalTime(token(lifetime), first)).toBe(start + after)
  })

  it('keeps renewals five seconds apart, however short the tokens', () => {
    expect(renewalTime(token(3000), { last: start, failures: 0 })).toBe(start + 5000)
  })

  it('pauses longer after each failure, at most a minute', () => {
    const due = (failures: number) =>
      renewalTime(token(3_600_000), { last: start + 3_550_000 - 60_000, failures })
    expect([1, 2, 3, 4, 5, 9].map((failures) => (due(failures) ?? 0) - start)).toEqual([
      3_540_000, 3_540_000, 3_540_000, 3_540_000, 3_550_000, 3_550_000,
    ])
    expect(
      [1, 2, 3].map((failures) => renewalTime(token(60_000), { last: start + 40_000, failures })),
    ).toEqual([start + 45_000, start + 50_000, start + 60_000])
  })

  it('stops of itself when the token is over', () => {
    expect(renewalTime(token(60_000), { last: start + 58_000, failures: 1 })).toBeNull()
  })
})
