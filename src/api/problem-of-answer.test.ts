import { expect, test } from 'vitest'
import { problemOfAnswer } from './problem-of-answer.ts'

const what = 'The target could not be saved.'

test('a map of a 400 is told by field', () => {
  const problem = problemOfAnswer(what, 400, '{"Target.Priority":"must be a whole number"}')
  expect(problem.fields).toEqual({ 'Target.Priority': 'must be a whole number' })
  expect(problem.why).toContain('must be a whole number')
})

test('problem details with errors', () => {
  const problem = problemOfAnswer(what, 422, '{"title":"Invalid","errors":{"reference":["too long","bad"]}}')
  expect(problem.fields).toEqual({ reference: 'too long bad' })
})

test.each([
  ['{"Message":"short","ExceptionMessage":"long"}', 'long'],
  ['{"Message":"short"}', 'short'],
  ['"plain"', 'plain'],
  ['not JSON', 'not JSON'],
])('what the server said: %s', (body, said) => {
  expect(problemOfAnswer(what, 500, body).why).toBe(`The server failed (500). It said: “${said}”`)
})

test.each(['', '<html><script>alert(1)</script>', '[]', 'null', '{}'])('a body without words: %j', (body) => {
  const problem = problemOfAnswer(what, 503, body)
  expect(problem.why).toBe('The server failed (503).')
  expect(problem.next).not.toBe('')
})

test('a long text is cut', () => {
  expect(problemOfAnswer(what, 500, 'x'.repeat(10_000)).why.length).toBeLessThan(700)
})
