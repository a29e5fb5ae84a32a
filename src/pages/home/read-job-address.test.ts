import { expect, test } from 'vitest'
import { readJobAddress } from './read-job-address.ts'

const console = 'https://console.example.com/jobs-console/'
const read = (text: string, portalUrl: string | undefined = 'https://hub.example.com') =>
  readJobAddress(text, {
    portalUrl,
    pathOf: (url) =>
      url.href.startsWith(console) ? `/${url.href.slice(console.length).replace(url.hash, '')}` : null,
  })
const job = (jobId: string, otherHost: string | null = null) => ({ kind: 'job', jobId, otherHost })

test.each([
  ['39309', '39309'],
  ['  39309\n', '39309'],
  ['39,309', '39309'],
  ['39 309', '39309'],
  ['39\u2009309', '39309'],
  ['39\u202f309', '39309'],
  ['39\u00a0309', '39309'],
  ['9,007,199,254,740,993', '9007199254740993'],
  ['9223372036854775807', '9223372036854775807'],
  ['\u200b39309\ufeff', '39309'],
  ['“39309”', '39309'],
  ['Job 39309', '39309'],
  ['#39309', '39309'],
])('%j is an id', (text, id) => {
  expect(read(text)).toEqual(job(id))
})

test.each([
  ['0'],
  ['-5'],
  ['+5'],
  ['007'],
  ['9223372036854775808'],
  ['1.5'],
  ['1e5'],
  ['３９３０９'],
  ['39309, 39596'],
  ['39309 39596'],
  ['1,23'],
  ['100,200 300'],
])('%j is no id', (text) => {
  expect(read(text)).toMatchObject({ kind: 'unknown' })
})

test('an address of Content Hub, with whatever follows', () => {
  const page = 'https://hub.example.com/en-us/user/myjobs/Job/39309'
  for (const text of [
    page,
    `${page}/`,
    `${page}?tab=1&x=%20#top`,
    `<${page}>`,
    page.replace('en-us', 'nl-nl'),
  ])
    expect(read(text)).toEqual(job('39309'))
  expect(read('hub.example.com/en-us/user/myjobs/job/39309')).toEqual(job('39309'))
  expect(read('https://hub.example.com/portal/en-us/user/myjobs/Job/9007199254740993')).toEqual(
    job('9007199254740993'),
  )
})

test('an address of another Content Hub gives the id and says whose it is', () => {
  const text = 'https://test.example.com:8443/en-us/user/myjobs/Job/39309'
  expect(read(text)).toEqual(job('39309', 'test.example.com:8443'))
  expect(readJobAddress(text, { portalUrl: undefined, pathOf: () => null })).toEqual(job('39309'))
})

test('a Content Hub address whose id is none', () => {
  expect(read('https://hub.example.com/en-us/user/myjobs/Job/39309x')).toEqual({
    kind: 'unknown',
    message: '“39309x” is no job id: an id is a whole number from 1 to 9223372036854775807.',
  })
})

test('an address of this console goes to exactly that page', () => {
  expect(read(`${console}jobs/39596/targets?condition=Failure&skip=50#row`)).toEqual({
    kind: 'page',
    to: '/jobs/39596/targets?condition=Failure&skip=50#row',
  })
  expect(read('console.example.com/jobs-console/jobs/39596')).toEqual({ kind: 'page', to: '/jobs/39596' })
  expect(read(`${console}/elsewhere.example.com/x`)).toEqual({ kind: 'page', to: '/elsewhere.example.com/x' })
})

test.each([
  ['', /^Enter a job id such as 39309/],
  ['   ', /^Enter a job id/],
  ['the import of Monday', /no job id and no address/],
  ['nonsense', /no address of a job/],
  ['https://console.example.com/other', /no address of a job/],
  ['https://hub.example.com/en-us/asset/39309', /no address of a job/],
  ['javascript://hub.example.com/user/myjobs/Job/1', /no job id and no address/],
  ['ftp://hub.example.com/en-us/user/myjobs/Job/1', /no job id and no address/],
  [console, /address of this page/],
])('%j is answered with what is accepted', (text, message) => {
  const answer = read(text)
  expect(answer).toMatchObject({ kind: 'unknown', message: expect.stringMatching(message) })
  expect(answer).toMatchObject({
    message: expect.stringContaining('https://HOST/en-us/user/myjobs/Job/39309'),
  })
})
