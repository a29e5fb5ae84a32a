import { expect, test } from 'vitest'
import { entity } from '~/api/entity.ts'
import { consoleConfig } from '~/lib/config-schema.ts'
import { setConfig } from '~/lib/current-config.ts'
import { knownText, stateOf } from './target-words.ts'

test('texts and labels are shown in the asked order, whatever the answer says of cultures', () => {
  setConfig(consoleConfig.parse({ oidc: { authority: 'https://login.example.com', client_id: 'console' } }))
  const labels = { 'en-US': 'In progress', 'nl-NL': 'Bezig' }
  for (const cultures of [undefined, null, ['en-US', 'nl-NL']]) {
    const target = entity.parse({
      id: 3,
      cultures,
      properties: {
        'Target.State': { identifier: 'InProgress', labels },
        'Target.StateDescription': { 'en-US': 'Timed out', 'nl-NL': 'Te laat' },
      },
    })
    expect(stateOf(target, ['nl-NL', 'en-US'])?.label).toBe('Bezig')
    expect(knownText(target, 'targetMessage', ['nl-NL', 'en-US'])).toBe('Te laat')
    expect(knownText(target, 'targetMessage', ['fr-FR'])).toBe('Timed out')
  }
})
