import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExactNumber, parseJson, toJson } from './json.ts'
import { sameJson } from './same-json.ts'

describe('JSON stays as it came', () => {
  test.each([
    '9007199254740993',
    '-9223372036854775808',
    '1.10',
    '1e400',
    '0.1',
    '1E3',
    '-0',
    '12',
    '[1,1.0]',
  ])('the number %s', (text) => {
    expect(toJson(parseJson(text))).toBe(text)
  })

  test('inside objects, with the order of members', () => {
    const text = '{"$type":"x","b":1.50,"a":[9223372036854775807,{"c":null}],"é":"\\u2028"}'
    expect(toJson(parseJson(text))).toBe(text.replace('\\u2028', '\u2028'))
  })

  test('however a number is spelled and whatever stands around it', () => {
    const spelling = fc.stringMatching(/^-?(0|[1-9]\d{0,19})(\.\d{1,3})?([eE][+-]?\d{1,3})?$/)
    const gap = fc.stringMatching(/^[ \n\r\t]{0,2}$/)
    const name = fc.constantFrom('a', ', 1', '":', 'x[ ', '12')
    fc.assert(
      fc.property(spelling, gap, gap, name, (number, before, after, text) => {
        const member = JSON.stringify(text)
        for (const json of [
          `${before}${number}${after}`,
          `[${before}${number}${after},${before}${number}]`,
          `{${member}${after}:${before}${number},"z":[${member},${number}]}`,
        ])
          expect(toJson(parseJson(json))).toBe(json.replaceAll(/("(?:[^"\\]|\\.)*")|\s/g, '$1'))
      }),
      { numRuns: 2000 },
    )
  })

  test('an ordinary number is a number', () => {
    expect(parseJson('[1.5,7]')).toEqual([1.5, 7])
  })

  test('a member called __proto__ is a member and nothing else', () => {
    const value = parseJson('{"__proto__":{"admin":true}}')
    expect(toJson(value)).toBe('{"__proto__":{"admin":true}}')
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })
})

describe('sameJson', () => {
  test('looks at values, not at the order of members', () => {
    expect(sameJson(parseJson('{"a":1.10,"b":[2]}'), parseJson('{"b":[2],"a":1.10}'))).toBe(true)
  })

  test.each([
    ['1.10', '1.1'],
    ['9007199254740993', '9007199254740992'],
    ['{"a":null}', '{}'],
    ['[1]', '{"0":1}'],
    ['null', '{}'],
  ])('%s differs from %s', (left, right) => {
    expect(sameJson(parseJson(left), parseJson(right))).toBe(false)
  })

  test('an exact number is no record', () => {
    expect(sameJson(new ExactNumber('1.10'), { source: '1.10' })).toBe(false)
  })
})
