import { expect, test } from 'vitest'
import { problemOfAnswer } from './problem-of-answer.ts'

const what = 'The target could not be saved.'

const refused = 'The server refused the request as invalid.'

test.each([
  ['{"Target.Priority":"not whole"}', { 'Target.Priority': 'not whole' }, 'Target.Priority: not whole'],
  ['{"a":["too","long"],"b":"bad"}', { a: 'too long', b: 'bad' }, 'a: too long b: bad'],
  ['{"title":"Invalid","errors":{"a":["too","long"]}}', { a: 'too long' }, 'Invalid a: too long'],
  ['{"errors":{"a":"bad"},"status":422}', { a: 'bad' }, 'a: bad'],
  ['{"Message":"Invalid.","ModelState":{"a":["bad"]}}', { a: 'bad' }, 'Invalid. a: bad'],
  ['{"Message":"The body is wrong."}', {}, 'The body is wrong.'],
  ['{"Message":"short","ExceptionMessage":"long"}', {}, 'long'],
  ['{"type":"about:blank","title":"Invalid","detail":"Not so."}', {}, 'Not so.'],
  ['"Not so."', {}, 'Not so.'],
  ['Not so.', {}, 'Not so.'],
  ['{"a":{"b":"deep"},"c":""}', {}, ''],
  ['[]', {}, ''],
  ['', {}, ''],
])('of what is invalid every shape is read: %s', (body, fields, said) => {
  for (const status of [400, 422]) {
    const problem = problemOfAnswer(what, status, body)
    expect(problem.fields).toEqual(fields)
    expect(problem.why).toBe(said ? `${refused} It said: “${said}”` : refused)
    expect(problem).toMatchObject({ what, status, next: 'Correct what it names and try again.' })
  }
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
